package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coinage.fitting.OwnNetwork.SIGNAL;
import static org.coinage.fitting.OwnNetwork.SPACE;
import static org.coinage.fitting.OwnNetwork.TENSORS;
import static org.coinage.fitting.OwnNetwork.THETA;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.fitting.QuantizedRefit.Refitted;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.SymmetricQuantizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a small network whose weights are all the code of one random image. */
class QuantizedRefitTest {

  private static FieldEngine engine;
  private static double[] fitted;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
    fitted = OwnNetwork.fitted(engine);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static List<CodeQuantizer> quantizers() {
    return OwnNetwork.quantizers(fitted);
  }

  @ParameterizedTest
  @MethodSource("quantizers")
  void theErrorAfterIsThatOfItsIntegersAndNeverWorseThanBefore(CodeQuantizer quantizer) {
    for (double rate : new double[] {1e-6, 1e-3, 0.9}) {
      Refitted refitted =
          new QuantizedRefit(engine, SPACE, new RefitSettings(40, rate))
              .run(THETA, SIGNAL, fitted, quantizer);
      assertThat(refitted.before()).isEqualTo(error(quantizer, fitted));
      assertThat(refitted.after())
          .isEqualTo(error(quantizer, refitted.code()))
          .isLessThanOrEqualTo(refitted.before());
    }
  }

  @ParameterizedTest
  @MethodSource("quantizers")
  void aSuitableRateGainsOverRoundingAlone(CodeQuantizer quantizer) {
    Refitted refitted =
        new QuantizedRefit(engine, SPACE, new RefitSettings(60, 3e-3))
            .run(THETA, SIGNAL, fitted, quantizer);
    assertThat(refitted.after()).isLessThan(0.95 * refitted.before());
  }

  @Test
  void withoutStepsTheCodeStaysAsItIs() {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 4);
    Refitted refitted =
        new QuantizedRefit(engine, SPACE, new RefitSettings(0, 1e-3))
            .run(THETA, SIGNAL, fitted, quantizer);
    assertThat(refitted.code()).isEqualTo(fitted);
    assertThat(refitted.after()).isEqualTo(refitted.before());
  }

  @Test
  void weightsBeyondTheRangeAreNotMoved() {
    double[] steps = new double[TENSORS.count()];
    Arrays.fill(steps, 1e-4);
    SymmetricQuantizer narrow = new SymmetricQuantizer(TENSORS, steps, 2);
    double[] code = new double[SPACE.codeDim()];
    Arrays.fill(code, 0.5);
    assertThat(
            new QuantizedRefit(engine, SPACE, new RefitSettings(5, 1e-2))
                .run(THETA, SIGNAL, code, narrow)
                .code())
        .isEqualTo(code);
  }

  @Test
  void theSameStartGivesTheSameBitsAndIsLeftAlone() {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 4);
    QuantizedRefit refit = new QuantizedRefit(engine, SPACE, new RefitSettings(10, 1e-3));
    double[] start = fitted.clone();
    List<double[]> twice =
        IntStream.range(0, 2)
            .mapToObj(i -> refit.run(THETA, SIGNAL, start, quantizer).code())
            .toList();
    assertThat(twice.get(0)).isEqualTo(twice.get(1));
    assertThat(start).isEqualTo(fitted);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new QuantizedRefit(engine, SPACE, new RefitSettings(-1, 1e-3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps = -1");
    assertThatThrownBy(() -> new QuantizedRefit(engine, SPACE, new RefitSettings(1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate = NaN");
  }

  private static double error(CodeQuantizer quantizer, double... code) {
    return OwnNetwork.error(engine, quantizer.dequantize(quantizer.quantize(code)));
  }
}
