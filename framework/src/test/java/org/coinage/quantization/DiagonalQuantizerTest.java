package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A whitened quantizer that mixes no entries keeps the contract, at any length. */
class DiagonalQuantizerTest extends CodeQuantizerContract {

  private static final double[] SCALE = {0.5, 3, 7, 0.1};
  private static final double[] MEAN = {0.1, -2, 0, 5};

  @Override
  WhitenedQuantizer quantizer() {
    return new WhitenedQuantizer(
        Whitening.diagonal(SCALE, MEAN),
        new double[] {0.1, 0, -0.3, 2},
        new double[] {0.5, 1, 0.7, 0.3});
  }

  @Override
  double errorBound() {
    return 0.3 / 2 / 0.1 * (1 + 1e-9);
  }

  @Override
  double[] code(RandomGenerator random) {
    double[] code = new double[SCALE.length];
    Arrays.setAll(code, i -> 3 * random.nextGaussian());
    return code;
  }

  @Test
  void itMapsAndPullsBackAsTheMatrixOfItsDiagonal() {
    Whitening vectors = Whitening.diagonal(SCALE, MEAN);
    Whitening matrices = Whitening.of(vectors.forwardMatrix(), vectors.inverseMatrix(), MEAN);
    double[] z = {1, -2, 0.5, 4};
    double[][] rows = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
    assertThat(vectors.forward(z)).containsExactly(matrices.forward(z), within(0.0));
    assertThat(vectors.inverse(z)).containsExactly(matrices.inverse(z), within(0.0));
    assertThat(vectors.pullForward(z)).containsExactly(matrices.pullForward(z), within(0.0));
    assertThat(vectors.pullInverse(z)).containsExactly(matrices.pullInverse(z), within(0.0));
    assertThat(vectors.pullInverseRows(rows)).isDeepEqualTo(matrices.pullInverseRows(rows));
    assertThat(vectors.scale()).hasValue(SCALE);
    assertThat(matrices.scale()).isEmpty();
  }

  /** A matrix of this size would take eighty gigabytes. */
  @Test
  void hundredThousandWeightsAreNoMatter() {
    int weights = 100_000;
    double[] ones = new double[weights];
    Arrays.fill(ones, 1);
    WhitenedQuantizer quantizer =
        new WhitenedQuantizer(Whitening.none(new double[weights]), new double[weights], ones);
    double[] code = new double[weights];
    code[weights - 1] = 2.4;
    assertThat(quantizer.quantize(code)[weights - 1]).isEqualTo(2);
  }
}
