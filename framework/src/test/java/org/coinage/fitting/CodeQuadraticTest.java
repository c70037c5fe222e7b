package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.coinage.quantization.Whitening;
import org.junit.jupiter.api.Test;

class CodeQuadraticTest {

  private static final int D = 12;

  /** In its own whitening the matrix is nearly diagonal: what is beside it is rounding alone. */
  @Test
  void aModelThatIsTurnedToNearlyDiagonalCanStillBeSolved() {
    RandomGenerator random = SeedTree.root(1).generator();
    double[][] rows = drawn(random, 40);
    double[][] metric = new double[D][D];
    for (double[] row : rows) {
      for (int i = 0; i < D; i++) {
        for (int j = 0; j < D; j++) {
          metric[i][j] += row[i] * row[j] / 40;
        }
      }
    }
    Whitening whitening = Whitening.fit(drawn(random, 60), metric);
    double[] flat = Arrays.stream(metric).flatMapToDouble(Arrays::stream).toArray();

    CodeQuadratic turned = new CodeQuadratic(1, new double[D], flat).in(whitening);

    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        assertThat(turned.matrix()[i * D + j]).isEqualTo(turned.matrix()[j * D + i]);
      }
    }
    double[] right = new double[D];
    Arrays.fill(right, 1);
    double[] solution = turned.solve(turned.damping(0.01), right);
    double[] added = turned.damping(0.01);
    for (int i = 0; i < D; i++) {
      double sum = added[i] * solution[i];
      for (int j = 0; j < D; j++) {
        sum += turned.matrix()[i * D + j] * solution[j];
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  private static double[][] drawn(RandomGenerator random, int count) {
    double[][] rows = new double[count][D];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextGaussian() * (1 + i));
    }
    return rows;
  }
}
