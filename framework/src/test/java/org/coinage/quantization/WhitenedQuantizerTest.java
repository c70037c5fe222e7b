package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WhitenedQuantizerTest extends CodeQuantizerContract {

  private static final int D = 5;
  private static final Whitening WHITENING =
      Whitening.fit(SampleCodes.codes(60, D), SampleCodes.metric(D));

  @Override
  WhitenedQuantizer quantizer() {
    return new WhitenedQuantizer(
        WHITENING, new double[] {0.1, 0, -0.3, 0, 2}, new double[] {0.5, 1, 0.7, 2, 1.3});
  }

  @Override
  double errorBound() {
    // Half a step in each whitened entry, through the largest row of the inverse.
    double[] half = Arrays.stream(quantizer().step()).map(s -> s / 2).toArray();
    double bound = 0;
    for (double[] row : WHITENING.inverseMatrix()) {
      double sum = 0;
      for (int j = 0; j < D; j++) {
        sum += Math.abs(row[j]) * half[j];
      }
      bound = Math.max(bound, sum);
    }
    return bound * (1 + 1e-9);
  }

  @Override
  double[] code(RandomGenerator random) {
    double[] code = new double[D];
    Arrays.setAll(code, i -> 3 * random.nextGaussian());
    return code;
  }

  @Test
  void symbolZeroIsTheCentre() {
    double[] y = WHITENING.forward(quantizer().dequantize(new int[D]));
    assertThat(y).containsExactly(quantizer().centre(), within(1e-9));
  }

  @Test
  void oneFactorScalesAllSteps() {
    WhitenedQuantizer scaled = quantizer().scaled(2);
    assertThat(scaled.step()).containsExactly(1, 2, 1.4, 4, 2.6);
    assertThat(scaled.centre()).isEqualTo(quantizer().centre());
  }

  @Test
  void symbolBeyondTheIntRangeIsRefused() {
    assertThatThrownBy(() -> quantizer().quantize(1e18, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beyond the int range");
  }

  @Test
  void stepsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> quantizer().scaled(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WhitenedQuantizer(WHITENING, new double[D], new double[D]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
