package org.coinage.sparsity;

import java.util.Map;

/**
 * What one outer step found, for the hooks after it.
 *
 * @param effective dense gradient with respect to the effective values, by tensor: entries of
 *     pruned weights included
 * @param auxiliary gradient with respect to the method's own parameters, by tensor; empty for
 *     methods that only mask
 */
public record OuterGradients(Map<String, double[]> effective, Map<String, double[]> auxiliary) {

  /** Copies the maps. */
  public OuterGradients {
    effective = Map.copyOf(effective);
    auxiliary = Map.copyOf(auxiliary);
  }

  /** The dense gradient of a tensor. */
  double[] of(String tensor) {
    return required(effective, tensor);
  }

  /** The gradient by a tensor's own parameters of the method. */
  double[] auxiliaryOf(String tensor) {
    return required(auxiliary, tensor);
  }

  private static double[] required(Map<String, double[]> gradients, String tensor) {
    double[] found = gradients.get(tensor);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no gradient of tensor '%s', only of %s; pull back every sparsifiable tensor"
              .formatted(tensor, gradients.keySet()));
    }
    return found;
  }
}
