package org.coinage.quantization;

import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Rounding with the decoder in mind: entries are rounded one after another, those first that lose
 * least, and what each loses is made good by those not yet rounded (optimal brain quantizer:
 * Frantar and Alistarh, NeurIPS 2022, eq. 3; here for a code, not for weights).
 *
 * <p>With H the matrix of the squared error, entry q of least {@code (w_q - k_q)^2 / [H^-1]_qq} is
 * rounded, the others move by {@code -(w_q - k_q) / [H^-1]_qq H^-1[:, q]}, and q leaves H.
 */
public final class ErrorFeedback {

  /** Share of the mean diagonal that is added to it. */
  private static final double DAMPING = 1e-2;

  private static final double SYMMETRIC = 1e-6;

  private ErrorFeedback() {}

  /**
   * Integers near a vector in the metric of a matrix.
   *
   * @param target {@code [dim]}, in steps
   * @param matrix {@code [dim, dim]} row-major, in units of steps; symmetric, positive
   *     semi-definite
   * @param pinned entries that are given: what they lose is made good by the others
   * @throws IllegalArgumentException if an integer would leave the int range
   */
  public static int[] round(double[] target, double[] matrix, Map<Integer, Integer> pinned) {
    int d = target.length;
    int[] rounded = new int[d];
    pinned.forEach((entry, symbol) -> rounded[entry] = symbol);
    int[] free = IntStream.range(0, d).filter(i -> !pinned.containsKey(i)).toArray();
    if (free.length == 0) {
      return rounded;
    }
    double[][] inverse = inverse(matrix, d, free);
    int[] found = round(conditioned(target, matrix, pinned, free, inverse), inverse);
    for (int i = 0; i < free.length; i++) {
      rounded[free[i]] = found[i];
    }
    return rounded;
  }

  /** The best values of the free entries, with the pinned ones where they are. */
  private static double[] conditioned(
      double[] target,
      double[] matrix,
      Map<Integer, Integer> pinned,
      int[] free,
      double[]... inverse) {
    double[] pull = new double[free.length];
    pinned.forEach(
        (entry, symbol) -> {
          double lost = target[entry] - symbol;
          for (int i = 0; i < free.length; i++) {
            pull[i] += matrix[free[i] * target.length + entry] * lost;
          }
        });
    double[] w = new double[free.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = target[free[i]];
      for (int j = 0; j < w.length; j++) {
        w[i] += inverse[i][j] * pull[j];
      }
    }
    return w;
  }

  private static int[] round(double[] w, double[]... inverse) {
    int d = w.length;
    int[] rounded = new int[d];
    boolean[] done = new boolean[d];
    for (int n = 0; n < d; n++) {
      int q = cheapest(w, inverse, done);
      rounded[q] = integer(w[q]);
      double[] row = inverse[q];
      double pivot = row[q];
      double move = (w[q] - rounded[q]) / pivot;
      done[q] = true;
      for (int i = 0; i < d; i++) {
        if (!done[i]) {
          w[i] -= move * row[i];
          double factor = inverse[i][q] / pivot;
          for (int j = 0; j < d; j++) {
            inverse[i][j] -= factor * row[j];
          }
        }
      }
    }
    return rounded;
  }

  private static int cheapest(double[] w, double[][] inverse, boolean... done) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < w.length; i++) {
      double error = w[i] - Math.rint(w[i]);
      double cost = error * error / inverse[i][i];
      if (!done[i] && (best < 0 || cost < least)) {
        best = i;
        least = cost;
      }
    }
    return best;
  }

  private static int integer(double value) {
    double nearest = Math.rint(value);
    if (!(Math.abs(nearest) <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "code: symbol " + value + " is beyond the int range; choose coarser steps");
    }
    return (int) nearest;
  }

  /** Of the damped matrix of the free entries. */
  private static double[][] inverse(double[] matrix, int d, int... free) {
    double mean = 0;
    for (int i = 0; i < d; i++) {
      mean += matrix[i * d + i] / d;
    }
    RealMatrix damped = new Array2DRowRealMatrix(free.length, free.length);
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        damped.setEntry(i, j, mean > 0 ? matrix[free[i] * d + free[j]] : 0);
      }
      // Where nothing depends on the code any rounding is as good.
      damped.addToEntry(i, i, mean > 0 ? DAMPING * mean : 1);
    }
    return new CholeskyDecomposition(damped, SYMMETRIC, 0).getSolver().getInverse().getData();
  }
}
