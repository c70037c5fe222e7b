package org.coinage.quantization;

/**
 * Moves integers by one, entry after entry, as long as squared error plus the price of the bits
 * falls: a descent on the quadratic model of the error and the true tables of a coder.
 */
public final class RateDistortionSearch {

  private static final int SWEEPS = 6;

  /** Bits that a symbol costs. */
  @FunctionalInterface
  public interface BitCost {

    /** Length of a symbol of a dimension. */
    double bits(int dimension, int symbol);
  }

  private RateDistortionSearch() {}

  /**
   * Integers of lower cost, as a new array.
   *
   * @param start integers to begin with, {@code [dim]}
   * @param offset where the model was made, {@code [dim]} in steps
   * @param gradient half the slope of the error there, {@code [dim]}, per step
   * @param matrix {@code [dim, dim]} row-major, per step and step
   * @param price squared error that one bit is worth
   */
  public static int[] improve(
      int[] start,
      double[] offset,
      double[] gradient,
      double[] matrix,
      double price,
      BitCost cost) {
    int d = start.length;
    int[] symbols = start.clone();
    double[] slope = gradient.clone();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        slope[i] += matrix[i * d + j] * (symbols[j] - offset[j]);
      }
    }
    boolean moved = true;
    for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
      moved = false;
      for (int i = 0; i < d; i++) {
        int best = 0;
        double gain = 0;
        double now = cost.bits(i, symbols[i]);
        for (int move = -1; move <= 1; move += 2) {
          double change =
              matrix[i * d + i]
                  + 2 * move * slope[i]
                  + price * (cost.bits(i, symbols[i] + move) - now);
          if (change < gain) {
            best = move;
            gain = change;
          }
        }
        if (best != 0) {
          symbols[i] += best;
          for (int j = 0; j < d; j++) {
            slope[j] += best * matrix[i * d + j];
          }
          moved = true;
        }
      }
    }
    return symbols;
  }
}
