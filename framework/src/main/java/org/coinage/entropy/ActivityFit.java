package org.coinage.entropy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Fits {@link Activity}s: weights by least squares on the magnitudes of residuals, thresholds at
 * quantiles of what these weights then give.
 */
final class ActivityFit {

  /** Smaller mean magnitudes count as this, lest one rare symbol outweigh all else. */
  private static final double LEAST_MEAN = 0.25;

  /** Part of each feature's energy added to it, against weights of features that are alike. */
  private static final double RIDGE = 1e-4;

  private final PatchSequence residuals;
  private final int classes;
  private final double[] means;
  private final Activity.Levels levels;

  /** By code: its level before each dimension, then its level. */
  private final int[][] before;

  /** {@code residuals}: 0 in dimensions that are not coded. */
  ActivityFit(PatchSequence residuals, int classes) {
    this.residuals = residuals;
    this.classes = classes;
    int dimension = residuals.dimension();
    this.means = new double[dimension];
    for (int[] code : residuals.codes()) {
      for (int d = 0; d < dimension; d++) {
        means[d] += (double) Activity.magnitude(code[d]) / residuals.size();
      }
    }
    int[] gains = new int[dimension];
    for (int d = 0; d < dimension; d++) {
      gains[d] =
          means[d] == 0
              ? 0
              : (int) Math.rint((1 << Activity.MEAN_BITS) / Math.max(LEAST_MEAN, means[d]));
    }
    Activity.Levels unknown = new Activity.Levels(0, gains);
    this.before = new int[residuals.size()][dimension + 1];
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      long weighted = 0;
      for (int d = 0; d < dimension; d++) {
        weighted += unknown.share(d, residuals.codes()[i][d]);
        before[i][d + 1] = Activity.Levels.level(weighted);
      }
      sum += before[i][dimension];
    }
    this.levels = new Activity.Levels((int) Math.rint(sum / before.length), gains);
  }

  Activity.Levels levels() {
    return levels;
  }

  /** The activity of a dimension. */
  Activity of(int dimension) {
    int features = 2 * residuals.slots() + 2;
    double[][] normal = new double[features][features];
    double[] right = new double[features];
    for (int i = 0; i < residuals.size(); i++) {
      double[] row = row(i, dimension);
      double magnitude = Activity.magnitude(residuals.codes()[i][dimension]);
      for (int a = 0; a < features; a++) {
        right[a] += row[a] * magnitude;
        for (int b = 0; b < features; b++) {
          normal[a][b] += row[a] * row[b];
        }
      }
    }
    for (int a = 0; a < features; a++) {
      normal[a][a] = normal[a][a] * (1 + RIDGE) + RIDGE;
    }
    double[] weights =
        new CholeskyDecomposition(new Array2DRowRealMatrix(normal), 1e-6, 0)
            .getSolver()
            .solve(new ArrayRealVector(right))
            .toArray();
    return withThresholds(dimension, weights);
  }

  /** Magnitudes by slot, levels by slot, level before the dimension, 1. */
  private double[] row(int index, int dimension) {
    int slots = residuals.slots();
    double[] row = new double[2 * slots + 2];
    for (int slot = 0; slot < slots; slot++) {
      int[] neighbour = residuals.neighbour(index, slot);
      row[slot] = neighbour == null ? means[dimension] : Activity.magnitude(neighbour[dimension]);
      row[slots + slot] = level(index, slot);
    }
    row[2 * slots] = before[index][dimension];
    row[2 * slots + 1] = 1;
    return row;
  }

  private int level(int index, int slot) {
    int at = residuals.neighbours()[index][slot];
    return at < 0 ? levels.mean() : before[at][means.length];
  }

  private Activity withThresholds(int dimension, double... weights) {
    int slots = residuals.slots();
    int[] same = new int[slots];
    int[] level = new int[slots];
    for (int slot = 0; slot < slots; slot++) {
      same[slot] = fixed(weights[slot]);
      level[slot] = fixed(weights[slots + slot]);
    }
    int mean = (int) Math.rint(means[dimension] * (1 << Activity.MEAN_BITS));
    Activity open = new Activity(mean, fixed(weights[2 * slots]), same, level, new int[0]);
    int[] sorted = activities(open, dimension);
    Arrays.sort(sorted);
    int[] thresholds =
        IntStream.range(1, classes)
            .map(c -> sorted[(int) ((long) c * sorted.length / classes)])
            .distinct()
            .filter(threshold -> threshold > sorted[0])
            .toArray();
    return new Activity(mean, open.own(), same, level, thresholds);
  }

  private static int fixed(double weight) {
    double scaled = Math.rint(weight * (1 << Activity.WEIGHT_BITS));
    return (int) Math.max(-Activity.MAX_WEIGHT, Math.min(Activity.MAX_WEIGHT, scaled));
  }

  /** By code, as a coder finds them. */
  int[] activities(Activity activity, int dimension) {
    int[] activities = new int[residuals.size()];
    int[] near = new int[residuals.slots()];
    for (int i = 0; i < activities.length; i++) {
      for (int slot = 0; slot < near.length; slot++) {
        near[slot] = level(i, slot);
      }
      activities[i] =
          activity.of(dimension, residuals.neighbourhood(i), near, before[i][dimension]);
    }
    return activities;
  }
}
