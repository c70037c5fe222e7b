package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

/** Rounding in the metric of the decoder, and the search that knows the tables. */
class ErrorFeedbackTest {

  private static double[] random(int n, long seed, double size) {
    RandomGenerator generator = SeedTree.root(seed).generator();
    double[] values = new double[n];
    Arrays.setAll(values, i -> size * generator.nextGaussian());
    return values;
  }

  /** {@code B^T B} of a random matrix of fewer rows than columns: strongly correlated errors. */
  private static double[] correlated(int d, long seed) {
    double[] rows = random(d / 2 * d, seed, 1);
    double[] matrix = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d / 2; k++) {
          matrix[i * d + j] += rows[k * d + i] * rows[k * d + j];
        }
      }
    }
    return matrix;
  }

  private static double error(double[] matrix, double[] target, int... rounded) {
    int d = target.length;
    double sum = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        sum += (rounded[i] - target[i]) * matrix[i * d + j] * (rounded[j] - target[j]);
      }
    }
    return sum;
  }

  private static int[] nearest(double... target) {
    return Arrays.stream(target).mapToInt(v -> (int) Math.rint(v)).toArray();
  }

  @Test
  void independentErrorsAreRoundedToTheNearest() {
    double[] target = random(12, 1, 3);
    double[] matrix = new double[144];
    for (int i = 0; i < 12; i++) {
      matrix[13 * i] = 1 + i;
    }
    assertThat(ErrorFeedback.round(target, matrix, Map.of())).isEqualTo(nearest(target));
    assertThat(ErrorFeedback.round(target, new double[144], Map.of())).isEqualTo(nearest(target));
  }

  @Test
  void correlatedErrorsMakeGoodWhatRoundingLoses() {
    double before = 0;
    double after = 0;
    for (int seed = 0; seed < 50; seed++) {
      double[] target = random(16, seed, 2);
      double[] matrix = correlated(16, 1000 + seed);
      before += error(matrix, target, nearest(target));
      after += error(matrix, target, ErrorFeedback.round(target, matrix, Map.of()));
    }
    assertThat(after).isLessThan(0.5 * before);
  }

  /** By hand: H = [[1, .9], [.9, 1]], w = (.4, .45): 0 costs .16, then the other wants .81. */
  @Test
  void twoEntriesByHand() {
    double[] matrix = {1, 0.9, 0.9, 1};
    assertThat(ErrorFeedback.round(new double[] {0.4, 0.45}, matrix, Map.of()))
        .containsExactly(0, 1);
  }

  /** H = [[1, .9], [.9, 1]], w = (1.4, 0): pinned at 0, the first leaves 1.26 to the second. */
  @Test
  void whatAPinnedEntryLosesIsMadeGood() {
    double[] matrix = {1, 0.9, 0.9, 1};
    assertThat(ErrorFeedback.round(new double[] {1.4, 0}, matrix, Map.of(0, 0)))
        .containsExactly(0, 1);
  }

  @Test
  void aSymbolThatNoIntHoldsIsRefused() {
    assertThatThrownBy(() -> ErrorFeedback.round(new double[] {3e9}, new double[] {1}, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coarser");
  }

  @Test
  void aSearchLowersTheCostItIsGiven() {
    RateDistortionSearch.BitCost bits = (i, symbol) -> 1 + 2 * Math.abs(symbol);
    for (double price : new double[] {0, 0.1, 1}) {
      for (int seed = 0; seed < 20; seed++) {
        double[] target = random(10, seed, 2);
        double[] matrix = correlated(10, 500 + seed);
        int[] start = nearest(target);
        int[] found =
            RateDistortionSearch.improve(start, target, new double[10], matrix, price, bits);
        assertThat(cost(matrix, target, price, bits, found))
            .isLessThanOrEqualTo(cost(matrix, target, price, bits, start));
        for (int i = 0; i < 10; i++) {
          for (int move : new int[] {-1, 1}) {
            int[] other = found.clone();
            other[i] += move;
            assertThat(cost(matrix, target, price, bits, other))
                .isGreaterThanOrEqualTo(cost(matrix, target, price, bits, found) - 1e-9);
          }
        }
      }
    }
  }

  private static double cost(
      double[] matrix,
      double[] target,
      double price,
      RateDistortionSearch.BitCost bits,
      int... symbols) {
    double sum = error(matrix, target, symbols);
    for (int i = 0; i < symbols.length; i++) {
      sum += price * bits.bits(i, symbols[i]);
    }
    return sum;
  }
}
