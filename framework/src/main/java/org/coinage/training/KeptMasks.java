package org.coinage.training;

import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.field.WeightSelection;
import org.coinage.meta.AdamOptimizer.Moments;
import org.coinage.meta.OuterStep;
import org.coinage.sparsity.Masks;

/**
 * What a method of sparsity remembers, among the constants of a training state; after its stage
 * these are its masks alone, and every later stage applies them to parameters and moments after
 * each step.
 *
 * @param masks by tensor; none where nothing was pruned
 */
record KeptMasks(Masks masks) {

  private static final String PREFIX = "sparsity.";

  /** The masks in constants. */
  static KeptMasks in(Map<String, double[]> constants) {
    return new KeptMasks(Masks.in(memory(constants)));
  }

  /** A method's memory in constants. */
  static Map<String, double[]> memory(Map<String, double[]> constants) {
    Map<String, double[]> memory = new TreeMap<>();
    constants.forEach(
        (name, array) -> {
          if (name.startsWith(PREFIX)) {
            memory.put(name.substring(PREFIX.length()), array);
          }
        });
    return memory;
  }

  /** Constants with another memory of the method. */
  static Map<String, double[]> withMemory(
      Map<String, double[]> constants, Map<String, double[]> memory) {
    Map<String, double[]> replaced = new TreeMap<>(constants);
    replaced.keySet().removeIf(name -> name.startsWith(PREFIX));
    memory.forEach((name, array) -> replaced.put(PREFIX + name, array));
    return replaced;
  }

  boolean isEmpty() {
    return masks.isEmpty();
  }

  /**
   * The base network's weights whose gradient is needed: those that are not zero, which sparse
   * kernels have at a fraction of the work, unless one is zero that was not pruned.
   */
  WeightSelection selection(Parameters theta, SirenArchitecture architecture) {
    SirenParameters siren = new SirenParameters(architecture);
    for (int l = 0; l < architecture.layers(); l++) {
      double[] weights = theta.tensor(siren.weightName(l));
      double[] mask = masks.byTensor().get(siren.weightName(l));
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] == 0 && (mask == null || mask[i] != 0)) {
          return WeightSelection.ALL;
        }
      }
    }
    return isEmpty() ? WeightSelection.ALL : WeightSelection.NONZERO;
  }

  /** Values or a gradient with pruned entries zero. */
  Parameters applyTo(Parameters parameters) {
    if (isEmpty()) {
      return parameters;
    }
    Parameters masked = parameters.copy();
    masks
        .byTensor()
        .keySet()
        .forEach(
            name -> {
              double[] values = masked.tensor(name);
              System.arraycopy(masks.masked(name, values), 0, values, 0, values.length);
            });
    return masked;
  }

  /** Parameters and moments with pruned entries zero. */
  OuterStep.State applyTo(OuterStep.State state) {
    if (isEmpty()) {
      return state;
    }
    ParameterLayout layout = state.theta().layout();
    Moments moments = state.moments();
    return new OuterStep.State(
        applyTo(state.theta()),
        new Moments(
            moments.updates(),
            applyTo(Parameters.ofFlat(layout, moments.first())).flatten(),
            applyTo(Parameters.ofFlat(layout, moments.second())).flatten()));
  }
}
