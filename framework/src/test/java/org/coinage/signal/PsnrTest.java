package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PsnrTest {

  private static final Samples GRAY = constant(4, 51 / 255f);

  @ParameterizedTest
  @EnumSource
  void equalSignalsHaveInfinitePsnr(Psnr psnr) {
    assertThat(psnr.of(GRAY, GRAY)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aShiftByOneGreyLevelIsTwentyTimesLog255() {
    assertThat(Psnr.AS_FILE.of(GRAY, constant(4, 52 / 255f)))
        .isCloseTo(20 * Math.log10(255), within(1e-12));
  }

  @Test
  void aShiftByTenPerCentIsTwentyDecibels() {
    assertThat(Psnr.UNCLAMPED.of(constant(9, 0.25f), constant(9, 0.35f)))
        .isCloseTo(20, within(1e-5));
  }

  @Test
  void onlyTheFileConventionForgivesWhatClampingAndRoundingRepair() {
    Samples white = constant(4, 1);
    Samples beyond = constant(4, 1.5f);
    assertThat(Psnr.AS_FILE.of(white, beyond)).isInfinite();
    assertThat(Psnr.UNCLAMPED.of(white, beyond)).isCloseTo(20 * Math.log10(2), within(1e-12));
    Samples almost = constant(4, 51.4f / 255);
    assertThat(Psnr.AS_FILE.of(GRAY, almost)).isInfinite();
    assertThat(Psnr.UNCLAMPED.of(GRAY, almost)).isFinite();
  }

  @Test
  void theTwoAggregatesDiffer() {
    // errors 0.1 and 0.001: mean PSNR (10 + 30) / 2, PSNR of the mean -10 log10(0.0505)
    Psnr.Aggregate aggregate = Psnr.Aggregate.of(0.1, 0.001);
    assertThat(aggregate.meanOfPsnr()).isCloseTo(20, within(1e-12));
    assertThat(aggregate.psnrOfMeanError()).isCloseTo(-10 * Math.log10(0.0505), within(1e-12));
    assertThat(aggregate.signals()).isEqualTo(2);
  }

  @Test
  void theMeanOverASetIsTheMeanOfItsSignals() {
    List<Samples> originals = List.of(GRAY, constant(6, 0));
    List<Samples> reconstructions = List.of(constant(4, 61 / 255f), constant(6, 1));
    assertThat(Psnr.AS_FILE.over(originals, reconstructions).meanOfPsnr())
        .isCloseTo(20 * Math.log10(25.5) / 2, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void aReconstructionWithNotANumberIsRefused(Psnr psnr) {
    assertThatThrownBy(() -> psnr.of(GRAY, constant(4, Float.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void differentShapesAreRefusedWithBoth() {
    assertThatThrownBy(() -> Psnr.AS_FILE.of(GRAY, constant(5, 0)))
        .hasMessageContaining("4")
        .hasMessageContaining("5");
  }

  private static Samples constant(int points, float value) {
    float[] values = new float[points];
    Arrays.fill(values, value);
    return new Samples(GridShape.of(points), 1, values);
  }
}
