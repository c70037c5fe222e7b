package org.coinage.entropy;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Apportions a whole total by weights, as seats are by votes, with at least one for each. */
final class LargestRemainder {

  private LargestRemainder() {}

  /**
   * Whole numbers that sum to {@code total}, each at least 1, near {@code total * weight / sum}.
   * Ties go to the lower index.
   */
  static int[] scale(double[] weights, int total) {
    boolean[] raised = new boolean[weights.length];
    double weightLeft = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "weight " + weights[i] + " at " + i + "; expected finite and not negative");
      }
      weightLeft += weights[i];
    }
    if (!(weightLeft > 0) || weightLeft == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "weights sum to " + weightLeft + "; expected positive and finite");
    }
    int left = total;
    // Raising some to 1 leaves less for the others, of which some may now fall below 1.
    for (boolean settled = false; !settled; ) {
      settled = true;
      int leftNow = left;
      double weightNow = weightLeft;
      for (int i = 0; i < weights.length; i++) {
        if (!raised[i] && weights[i] * leftNow < weightNow) {
          raised[i] = true;
          settled = false;
          left--;
          weightLeft -= weights[i];
        }
      }
    }
    return apportion(weights, raised, left);
  }

  private static int[] apportion(double[] weights, boolean[] raised, int seats) {
    int[] open = IntStream.range(0, weights.length).filter(i -> !raised[i]).toArray();
    double sum = 0;
    for (int i : open) {
      sum += weights[i];
    }
    int[] scaled = new int[weights.length];
    double[] remainder = new double[weights.length];
    int left = seats;
    for (int i = 0; i < weights.length; i++) {
      if (raised[i]) {
        scaled[i] = 1;
      } else {
        double exact = weights[i] / sum * seats;
        scaled[i] = Math.max(1, (int) exact);
        remainder[i] = exact - scaled[i];
        left -= scaled[i];
      }
    }
    int[] order =
        IntStream.of(open)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -remainder[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; left > 0; i = (i + 1) % order.length, left--) {
      scaled[order[i]]++;
    }
    // Rounding of the sum can leave one too many where shares are whole numbers.
    for (int i = order.length - 1; left < 0; i = i == 0 ? order.length - 1 : i - 1) {
      if (scaled[order[i]] > 1) {
        scaled[order[i]]--;
        left++;
      }
    }
    return scaled;
  }
}
