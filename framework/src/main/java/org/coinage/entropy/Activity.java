package org.coinage.entropy;

import java.util.Arrays;
import java.util.List;

/**
 * How busy a dimension is expected to be, from the magnitudes of what was coded for the neighbours
 * and for the dimensions before it of the same patch: a weighted sum, and classes by thresholds on
 * it. Immutable.
 *
 * <p>The magnitude of a residual r is {@code min(|r|, 4095)}. The level of a code is {@code
 * min(2^20, (sum over dimensions of gain * magnitude) >> 8)}; its level before a dimension sums
 * over the dimensions before it only. With weights in units of 2^-20:
 *
 * <pre>{@code
 * a = own * (level of this code before d)
 *   + sum over slots of same[slot] * (the neighbour's magnitude in d) + level[slot] * (its level)
 * }</pre>
 *
 * where there is no neighbour in a slot, its share is {@code (same[slot] * mean) >> 8} with the
 * dimension's mean magnitude in units of 2^-8, and {@code level[slot] * meanLevel}, of the {@link
 * Levels}. The class is the number of thresholds at or below {@code a >> 4}.
 *
 * @param mean magnitude in this dimension, in units of 2^-8
 * @param own weight of the level before this dimension
 * @param same weights by slot
 * @param level weights by slot
 * @param thresholds ascending
 */
record Activity(int mean, int own, int[] same, int[] level, int[] thresholds) {

  static final int MAX_MAGNITUDE = (1 << 12) - 1;
  static final int MAX_WEIGHT = 1 << 24;
  static final int WEIGHT_BITS = 20;
  static final int MEAN_BITS = 8;
  private static final int MAX_CLASSES = 64;
  private static final int THRESHOLD_SHIFT = 4;

  /**
   * Levels of codes.
   *
   * @param mean level
   * @param gains by dimension, in units of 2^-8
   */
  record Levels(int mean, int... gains) {

    static final int MAX_GAIN = 1 << 12;
    static final int MAX_LEVEL = 1 << 20;

    /** The level of what so far sums to {@code weighted}. */
    static int level(long weighted) {
      return (int) Math.min(MAX_LEVEL, weighted >> MEAN_BITS);
    }

    /** What a residual adds to the sum of which {@link #level} is the level. */
    long share(int dimension, int residual) {
      return (long) gains[dimension] * magnitude(residual);
    }
  }

  static int magnitude(int residual) {
    return (int) Math.min(MAX_MAGNITUDE, Math.abs((long) residual));
  }

  int classes() {
    return thresholds.length + 1;
  }

  /**
   * The activity of dimension {@code d}.
   *
   * @param neighbours residuals by slot, null where there is no neighbour
   * @param levels by slot, the mean where there is no neighbour
   * @param before level of this code before d
   */
  int of(int d, int[][] neighbours, int[] levels, int before) {
    long sum = (long) own * before;
    for (int slot = 0; slot < same.length; slot++) {
      int[] neighbour = neighbours[slot];
      sum +=
          neighbour == null
              ? ((long) same[slot] * mean) >> MEAN_BITS
              : (long) same[slot] * magnitude(neighbour[d]);
      sum += (long) level[slot] * levels[slot];
    }
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, sum >> THRESHOLD_SHIFT));
  }

  /** The class of an activity. */
  int classOf(int activity) {
    int found = 0;
    while (found < thresholds.length && thresholds[found] <= activity) {
      found++;
    }
    return found;
  }

  /** {@code [mean, own, same..., level..., number of thresholds, thresholds...]}. */
  void write(List<Integer> out) {
    out.add(mean);
    out.add(own);
    Arrays.stream(same).forEach(out::add);
    Arrays.stream(level).forEach(out::add);
    out.add(thresholds.length);
    Arrays.stream(thresholds).forEach(out::add);
  }

  static Activity read(StoredInts in, int slots) {
    int mean = in.next("mean magnitude", 0, (MAX_MAGNITUDE + 1) << MEAN_BITS);
    int own = in.next("weight of a code's own level", -MAX_WEIGHT, MAX_WEIGHT);
    int[] same = in.next(slots, "weights of magnitudes", -MAX_WEIGHT, MAX_WEIGHT);
    int[] level = in.next(slots, "weights of levels", -MAX_WEIGHT, MAX_WEIGHT);
    int count = in.next("number of thresholds", 0, MAX_CLASSES - 1);
    int[] thresholds = in.next(count, "thresholds", Integer.MIN_VALUE, Integer.MAX_VALUE);
    for (int i = 1; i < count; i++) {
      if (thresholds[i] <= thresholds[i - 1]) {
        throw new InvalidTableException(
            "code model: thresholds " + Arrays.toString(thresholds) + "; expected ascending ones");
      }
    }
    return new Activity(mean, own, same, level, thresholds);
  }
}
