package org.coinage.field;

/**
 * The effective parameters psi of one signal's field, or a direction in them, or a gradient with
 * respect to them.
 *
 * <p>Every component may be {@code null}: absent scales mean 1 and absent shifts 0 in parameters,
 * an absent component of a direction is structurally zero and costs nothing, an absent component of
 * a gradient was not asked for. Immutable by contract once handed to an engine; weights shared by
 * many signals are the same arrays in each.
 *
 * @param weights per layer, {@code [out, in]} row-major
 * @param biases per layer, {@code [out]}; present exactly where weights are
 * @param scales per sine layer, {@code [width]}
 * @param shifts per sine layer, {@code [width]}
 */
public record FieldTensors(
    double[][] weights, double[][] biases, double[][] scales, double[][] shifts) {

  /** Whether weights and biases are present. */
  public boolean hasWeights() {
    return weights != null;
  }

  /** Whether scales are present. */
  public boolean hasScales() {
    return scales != null;
  }

  /** Whether shifts are present. */
  public boolean hasShifts() {
    return shifts != null;
  }
}
