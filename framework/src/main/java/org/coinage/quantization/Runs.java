package org.coinage.quantization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive entries of a code that share something, as the entries of a weight tensor share a
 * step.
 *
 * @param lengths of the runs in order, at least 1 each
 */
public record Runs(List<Integer> lengths) {

  /** Validates the lengths and copies them. */
  public Runs {
    lengths = List.copyOf(lengths);
    long sum = 0;
    for (int length : lengths) {
      sum += length;
      if (length < 1 || sum > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "run of " + length + " entries; expected at least 1, and an int for all together");
      }
    }
    if (lengths.isEmpty()) {
      throw new IllegalArgumentException("runs: none; expected at least 1");
    }
  }

  /** Runs of these lengths. */
  public static Runs of(int... lengths) {
    List<Integer> list = new ArrayList<>(lengths.length);
    for (int length : lengths) {
      list.add(length);
    }
    return new Runs(list);
  }

  /** Every entry for itself. */
  public static Runs each(int dimension) {
    return new Runs(Collections.nCopies(dimension, 1));
  }

  /** The fewest runs in which each of the columns, all of one length, is constant. */
  public static Runs ofEqual(double[]... columns) {
    List<Integer> lengths = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= columns[0].length; i++) {
      if (i == columns[0].length || differ(i, columns)) {
        lengths.add(i - start);
        start = i;
      }
    }
    return new Runs(lengths);
  }

  private static boolean differ(int i, double[]... columns) {
    for (double[] column : columns) {
      if (Double.doubleToRawLongBits(column[i]) != Double.doubleToRawLongBits(column[i - 1])) {
        return true;
      }
    }
    return false;
  }

  /** Number of runs. */
  public int count() {
    return lengths.size();
  }

  /** Number of entries of all runs together. */
  public int dimension() {
    return lengths.stream().mapToInt(Integer::intValue).sum();
  }

  /** The lengths as an array. */
  public int[] toArray() {
    return lengths.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The run of each entry. */
  int[] indices() {
    int[] indices = new int[dimension()];
    int at = 0;
    for (int run = 0; run < lengths.size(); run++) {
      for (int n = 0; n < lengths.get(run); n++) {
        indices[at++] = run;
      }
    }
    return indices;
  }

  /** One value per run as one per entry. */
  public double[] expand(double... values) {
    Codes.requireDimension("values of runs", values.length, count());
    double[] expanded = new double[dimension()];
    int at = 0;
    for (int run = 0; run < values.length; run++) {
      for (int n = 0; n < lengths.get(run); n++) {
        expanded[at++] = values[run];
      }
    }
    return expanded;
  }

  /** The first value of each run. */
  public double[] collapse(double... values) {
    Codes.requireDimension("values of entries", values.length, dimension());
    double[] first = new double[count()];
    int at = 0;
    for (int run = 0; run < first.length; run++) {
      first[run] = values[at];
      at += lengths.get(run);
    }
    return first;
  }
}
