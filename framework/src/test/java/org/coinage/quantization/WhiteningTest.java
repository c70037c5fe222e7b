package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class WhiteningTest {

  private static final int D = 6;

  private final double[][] codes = SampleCodes.codes(80, D);
  private final double[][] metric = SampleCodes.metric(D);
  private final Whitening whitening = Whitening.fit(codes, metric);

  @Test
  void entriesAreUncorrelatedAndTheMostVariedFirst() {
    double[][] y = Arrays.stream(codes).map(whitening::forward).toArray(double[][]::new);
    double[][] covariance = new Covariance(y).getCovarianceMatrix().getData();
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(covariance[i][j]).isCloseTo(0, within(1e-9 * covariance[0][0]));
      }
      if (i > 0) {
        assertThat(covariance[i][i]).isLessThanOrEqualTo(covariance[i - 1][i - 1]);
      }
    }
  }

  @Test
  void squaredLengthIsThatOfTheRidgedMetric() {
    RandomGenerator random = SeedTree.root(8).generator();
    double ridge = 0;
    for (int i = 0; i < D; i++) {
      ridge += 1e-3 * metric[i][i] / D;
    }
    double[] z = codes[0].clone();
    double[] delta = new double[D];
    Arrays.setAll(delta, i -> random.nextGaussian());
    double[] moved = new double[D];
    Arrays.setAll(moved, i -> z[i] + delta[i]);
    double[] y = whitening.forward(z);
    double[] yMoved = whitening.forward(moved);
    double length = 0;
    double expected = 0;
    for (int i = 0; i < D; i++) {
      length += (yMoved[i] - y[i]) * (yMoved[i] - y[i]);
      expected += ridge * delta[i] * delta[i];
      for (int j = 0; j < D; j++) {
        expected += delta[i] * metric[i][j] * delta[j];
      }
    }
    assertThat(length).isCloseTo(expected, within(1e-10 * expected));
  }

  /** As after a few steps of learning: fewer codes than dimensions, and tiny ones. */
  @Test
  void fewTinyCodesAreWhitenedToo() {
    RandomGenerator random = SeedTree.root(9).generator();
    int d = 256;
    for (double scale : new double[] {1e-4, 1e-8, 1e-12}) {
      double[][] few = new double[30][d];
      for (double[] code : few) {
        Arrays.setAll(code, i -> scale * random.nextGaussian());
      }
      double[][] identity = new double[d][d];
      Arrays.setAll(identity, i -> new double[d]);
      for (int i = 0; i < d; i++) {
        identity[i][i] = 1;
      }
      Whitening fitted = Whitening.fit(few, identity);
      double first = 0;
      double last = 0;
      for (double[] code : few) {
        double[] y = fitted.forward(code);
        first += y[0] * y[0];
        last += y[d - 1] * y[d - 1];
      }
      assertThat(last).as("scale %s", scale).isLessThan(1e-6 * first);
    }
  }

  @Test
  void inverseUndoesTheMap() {
    for (double[] code : codes) {
      assertThat(whitening.inverse(whitening.forward(code))).containsExactly(code, within(1e-10));
    }
  }

  @Test
  void pullbacksAreTheTransposes() {
    double[] c = codes[1];
    double[] x = codes[2];
    double[] atX = whitening.forward(x);
    double[] at0 = whitening.forward(new double[D]);
    double forward = 0;
    double back = 0;
    double[] pulled = whitening.pullForward(c);
    double[] there = whitening.pullInverse(pulled);
    for (int i = 0; i < D; i++) {
      forward += c[i] * (atX[i] - at0[i]);
      back += pulled[i] * x[i];
    }
    assertThat(forward).isCloseTo(back, within(1e-10));
    assertThat(there).containsExactly(c, within(1e-10));
  }

  @Test
  void storedMapGivesTheSameBits() {
    Whitening stored =
        Whitening.of(whitening.forwardMatrix(), whitening.inverseMatrix(), whitening.mean());
    assertThat(stored.forward(codes[3])).isEqualTo(whitening.forward(codes[3]));
    assertThat(stored.inverse(codes[3])).isEqualTo(whitening.inverse(codes[3]));
  }

  @Test
  void storedMapThatIsNoInverseIsRefused() {
    double[][] inverse = whitening.inverseMatrix();
    inverse[2][1] += 0.5;
    assertThatThrownBy(() -> Whitening.of(whitening.forwardMatrix(), inverse, whitening.mean()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stored inverse");
    assertThatThrownBy(() -> Whitening.of(new double[2][3], new double[2][2], 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Whitening.of(new double[0][], new double[0][]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spacesWithoutAMetricAreScaledEntryByEntry() {
    assertThat(Whitening.none(1, 2).forward(4, 4)).containsExactly(3, 2);
    assertThat(Whitening.diagonal(new double[] {2, 4}, 1, 2).forward(4, 4)).containsExactly(6, 8);
    assertThat(Whitening.diagonal(new double[] {2, 4}, 1, 2).inverse(6, 8)).containsExactly(4, 4);
  }

  @Test
  void oneDimensionAndOneThatNeverVariesAreFine() {
    Whitening single = Whitening.fit(new double[][] {{1}, {3}}, new double[][] {{4}});
    assertThat(Math.abs(single.forward(3)[0])).isCloseTo(Math.sqrt(4.004), within(1e-12));
    Whitening still =
        Whitening.fit(new double[][] {{1, 5}, {3, 5}}, new double[][] {{4, 0}, {0, 0}});
    assertThat(still.forward(3, 5)[1]).isCloseTo(0, within(1e-12));
  }

  @Test
  void metricThatIsNoneIsRefused() {
    double[][] two = {{1, 2}, {3, 5}};
    assertThatThrownBy(() -> Whitening.fit(two, new double[][] {{1, 5}, {5, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive semi-definite");
    assertThatThrownBy(() -> Whitening.fit(two, new double[2][2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Whitening.fit(two, new double[3][3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
