package org.coinage.sparsity;

import java.util.Arrays;

/**
 * Exact counts by stable rank: the highest scores are kept, ties by the lower index, so that the
 * number kept is what was asked for whatever the scores are.
 */
final class Ranking {

  private Ranking() {}

  /**
   * Entries to keep of n at a sparsity: {@code n - floor(sparsity * n)}, as RigL counts.
   *
   * @throws IllegalArgumentException if the sparsity is not in [0, 1)
   */
  static long keep(long n, double sparsity) {
    requireSparsity(sparsity);
    // A product that misses a whole number by rounding alone is that number: 0.7 of 10 are 7.
    double pruned = sparsity * n;
    double whole = Math.rint(pruned);
    return n - (long) (Math.abs(pruned - whole) <= 1e-9 * n ? whole : Math.floor(pruned));
  }

  static void requireSparsity(double sparsity) {
    if (!(sparsity >= 0 && sparsity < 1)) {
      throw new IllegalArgumentException(
          "sparsity = " + sparsity + " must be in [0, 1): the share of weights that are zero");
    }
  }

  /** A mask that keeps the entries of the {@code keep} highest scores. */
  static double[] highest(double[] scores, int keep) {
    if (keep < 0 || keep > scores.length) {
      throw new IllegalArgumentException(
          "keep = %d must be in [0, %d]".formatted(keep, scores.length));
    }
    double[] mask = new double[scores.length];
    if (keep == 0) {
      return mask;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    if (Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a score is NaN; scores must be numbers to be ranked");
    }
    double threshold = sorted[sorted.length - keep];
    int left = keep;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > threshold) {
        mask[i] = 1;
        left--;
      }
    }
    for (int i = 0; left > 0; i++) {
      if (scores[i] == threshold) {
        mask[i] = 1;
        left--;
      }
    }
    return mask;
  }
}
