package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coinage.fitting.OwnNetwork.SIGNAL;
import static org.coinage.fitting.OwnNetwork.SPACE;
import static org.coinage.fitting.OwnNetwork.TENSORS;
import static org.coinage.fitting.OwnNetwork.THETA;

import java.util.Arrays;
import java.util.List;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.SymmetricQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a small network whose weights are all the code of one random image. */
class AdaptiveRoundingTest {

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

  private static AdaptiveRounding rounding() {
    return new AdaptiveRounding(engine, SPACE, SoftRounding.Settings.STANDARD);
  }

  private static double error(CodeQuantizer quantizer, int... symbols) {
    return OwnNetwork.error(engine, quantizer.dequantize(symbols));
  }

  @ParameterizedTest
  @MethodSource("quantizers")
  void everyWeightIsAtALevelBesideItAndTheNetworkErrsNoMoreThanWithNearest(
      CodeQuantizer quantizer) {
    int[] symbols = rounding().round(THETA, SIGNAL, fitted, quantizer);
    double[] decoded = quantizer.dequantize(symbols);
    int[] nearest = quantizer.quantize(fitted);
    double[] there = quantizer.dequantize(nearest);
    for (int i = 0; i < symbols.length; i++) {
      assertThat(Math.abs(symbols[i] - nearest[i])).isLessThanOrEqualTo(1);
      if (symbols[i] != nearest[i]) {
        assertThat((decoded[i] - fitted[i]) * (there[i] - fitted[i])).isLessThanOrEqualTo(0);
      }
    }
    assertThat(error(quantizer, symbols)).isLessThanOrEqualTo(error(quantizer, nearest));
    assertThat(quantizer.quantize(decoded)).isEqualTo(symbols);
  }

  /**
   * Nagel et al., ICML 2020: the nearest is not the best, while steps are fine enough for sines.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7})
  void roundedWeightsLoseLessThanAtTheirNearest(int bits) {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, bits);
    double exact = OwnNetwork.error(engine, fitted);
    double lost = error(quantizer, rounding().round(THETA, SIGNAL, fitted, quantizer)) - exact;
    assertThat(lost).isLessThan(0.9 * (error(quantizer, quantizer.quantize(fitted)) - exact));
  }

  @Test
  void aQuantizerThatRotatesCodesIsRefused() {
    int d = SPACE.codeDim();
    double[][] turned = new double[d][d];
    for (int i = 0; i < d; i++) {
      turned[i][(i + 1) % d] = 1;
    }
    double[][] back = new double[d][d];
    for (int i = 0; i < d; i++) {
      back[(i + 1) % d][i] = 1;
    }
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    WhitenedQuantizer rotating =
        new WhitenedQuantizer(Whitening.of(turned, back, new double[d]), new double[d], ones);
    assertThatThrownBy(() -> rounding().round(THETA, SIGNAL, fitted, rotating))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rotates codes");
  }

  @Test
  void theSameCodeGivesTheSameIntegersAndIsLeftAlone() {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 4);
    double[] start = fitted.clone();
    int[] once = rounding().round(THETA, SIGNAL, start, quantizer);
    assertThat(rounding().round(THETA, SIGNAL, start, quantizer)).isEqualTo(once);
    assertThat(start).isEqualTo(fitted);
  }
}
