package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.AdamOptimizer.Moments;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

class AdamOptimizerTest {

  /** Kingma and Ba 2015, algorithm 1, line by line. */
  @Test
  void twentyUpdatesFollowThePaper() {
    for (AdamOptimizer adam :
        new AdamOptimizer[] {AdamOptimizer.STANDARD, new AdamOptimizer(0.8, 0.99, 1e-3)}) {
      RandomGenerator random = SeedTree.root(1).generator();
      int n = 9;
      double[] m = new double[n];
      double[] v = new double[n];
      Moments moments = Moments.zero(n);
      for (int t = 1; t <= 20; t++) {
        double[] gradient = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
          gradient[i] = random.nextGaussian() * Math.pow(10, -i);
          m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * gradient[i];
          v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * gradient[i] * gradient[i];
          double mHat = m[i] / (1 - Math.pow(adam.beta1(), t));
          double vHat = v[i] / (1 - Math.pow(adam.beta2(), t));
          expected[i] = mHat / (Math.sqrt(vHat) + adam.epsilon());
        }
        double[] untouched = gradient.clone();
        double[] moved = new double[n];
        moments = moments.next();
        adam.step(moments, 0, gradient, 1, -1, moved);

        assertThat(moved).containsExactly(expected, Offset.offset(1e-12));
        assertThat(moments.updates()).isEqualTo(t);
        assertThat(moments.first()).containsExactly(m, Offset.offset(1e-15));
        assertThat(moments.second()).containsExactly(v, Offset.offset(1e-15));
        assertThat(gradient).isEqualTo(untouched);
      }
    }
  }

  /** An implementation of others: ND4J's, which adds epsilon before the correction. */
  @Test
  void updatesAgreeWithThoseOfNd4j() {
    AdamOptimizer adam = AdamOptimizer.STANDARD;
    Moments moments = Moments.zero(3);
    Map<String, INDArray> state = new LinkedHashMap<>();
    state.put(AdamUpdater.M_STATE, Nd4j.zeros(DataType.DOUBLE, 1, 3));
    state.put(AdamUpdater.V_STATE, Nd4j.zeros(DataType.DOUBLE, 1, 3));
    for (int t = 1; t <= 5; t++) {
      double[] gradient = {0.3 * t, -2, 1e-5 / t};
      AdamUpdater theirs =
          new AdamUpdater(new Adam(1, 0.9, 0.999, 1e-8 * Math.sqrt(1 - StrictMath.pow(0.999, t))));
      theirs.setState(state, false);
      INDArray direction = Nd4j.createFromArray(new double[][] {gradient});
      theirs.applyUpdater(direction, t - 1, 0);
      double[] moved = new double[3];
      moments = moments.next();
      adam.step(moments, 0, gradient, 1, -1, moved);

      assertThat(moved).containsExactly(direction.toDoubleVector(), Offset.offset(1e-12));
    }
  }

  @Test
  void nextMomentsAreACopy() {
    Moments before = new Moments(3, new double[] {1, 2}, new double[] {3, 4});
    AdamOptimizer.STANDARD.step(before.next(), 0, new double[] {5, 6}, 1, 1, new double[2]);
    assertThat(before.first()).containsExactly(1, 2);
    assertThat(before.second()).containsExactly(3, 4);
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new AdamOptimizer(1, 0.999, 1e-8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beta1 = 1.0");
    assertThatThrownBy(() -> new AdamOptimizer(0.9, -0.1, 1e-8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beta2 = -0.1");
    assertThatThrownBy(() -> new AdamOptimizer(0.9, 0.999, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epsilon = 0.0");
  }
}
