package org.coinage.fitting;

import java.util.List;
import org.coinage.field.FieldTensors;

/**
 * What an inner loop leaves behind.
 *
 * @param codes {@code [steps + 1, codeDim]}: z_0 .. z_K
 * @param fields effective parameters at z_0 .. z_{K-1}: engines that keep activations know them by
 *     identity
 * @param gradients {@code [steps, codeDim]}: dl/dz at z_0 .. z_{K-1}
 * @param losses {@code [steps]}: loss before each step
 */
public record InnerTrace(
    double[][] codes, List<FieldTensors> fields, double[][] gradients, double[] losses) {

  /** Number of steps taken. */
  public int steps() {
    return gradients.length;
  }

  /** The code after the last step. */
  public double[] code() {
    return codes[codes.length - 1];
  }
}
