package org.coinage.field;

/**
 * The gradient with respect to weights and biases summed over several operations on one signal, in
 * whatever form suits an engine: one conversion at the end instead of one an operation. Belongs to
 * the thread that asked for it; see {@link FieldEngine#weightSum}.
 */
public interface WeightSum {

  /**
   * Adds the sum times a factor to weights and biases.
   *
   * @param weights per layer, {@code [out, in]}
   * @param biases per layer, {@code [out]}
   */
  void addTo(double factor, double[][] weights, double[][] biases);
}
