package org.coinage.fitting;

/**
 * What an inner loop leaves behind.
 *
 * @param codes {@code [steps + 1, codeDim]}: z_0 .. z_K
 * @param gradients {@code [steps, codeDim]}: dl/dz at z_0 .. z_{K-1}
 * @param losses {@code [steps]}: loss before each step
 */
public record InnerTrace(double[][] codes, double[][] gradients, double[] losses) {

  /** Number of steps taken. */
  public int steps() {
    return gradients.length;
  }

  /** The code after the last step. */
  public double[] code() {
    return codes[codes.length - 1];
  }
}
