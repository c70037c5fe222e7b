package org.coinage.sparsity;

import java.util.Map;
import java.util.TreeMap;

/**
 * Multiplication by gates: {@code w z}, each gate shared by its group. Gates and their slopes by
 * the method's parameters are those of one step.
 *
 * @param granularity which entries share a gate
 * @param tensors gated tensors by name
 * @param gates by tensor
 * @param slopes derivative of each gate by its parameter, or what stands in for it
 */
record GateTransform(
    GateGranularity granularity,
    Map<String, NamedTensor> tensors,
    Map<String, double[]> gates,
    Map<String, double[]> slopes)
    implements WeightTransform {

  private static final double[] NONE = {};

  @Override
  public double[] effective(String tensor, double[] latent) {
    return gated(tensor, latent);
  }

  private double[] gated(String name, double[] values) {
    double[] gated = values.clone();
    NamedTensor tensor = tensors.get(name);
    if (tensor != null) {
      double[] gate = gates.get(name);
      for (int i = 0; i < gated.length; i++) {
        double z = gate[granularity.gate(tensor, i)];
        gated[i] = z == 0 ? 0 : z * gated[i];
      }
    }
    return gated;
  }

  @Override
  public Pullback pullback(String name, double[] latent, double[] gradient) {
    NamedTensor tensor = tensors.get(name);
    if (tensor == null) {
      return new Pullback(gradient.clone(), NONE);
    }
    double[] slope = slopes.get(name);
    double[] auxiliary = new double[slope.length];
    for (int i = 0; i < latent.length; i++) {
      auxiliary[granularity.gate(tensor, i)] += gradient[i] * latent[i];
    }
    for (int i = 0; i < auxiliary.length; i++) {
      auxiliary[i] *= slope[i];
    }
    return new Pullback(gated(name, gradient), auxiliary);
  }

  /** Masks of the entries whose gates are not zero. */
  Masks open() {
    Map<String, double[]> masks = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          double[] mask = new double[tensor.size()];
          for (int i = 0; i < mask.length; i++) {
            mask[i] = gates.get(name)[granularity.gate(tensor, i)] == 0 ? 0 : 1;
          }
          masks.put(name, mask);
        });
    return Masks.of(masks);
  }
}
