package org.coinage.sparsity;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One outer step under a method, in the order that {@link SparsityMethod} asks for; whoever takes
 * it finds the gradient at {@link #effective}, hands it to {@link #pullback}, moves the latent
 * values by its optimizer where {@link SparsityMethod#updatesWeights} says so, and ends with {@link
 * #after}.
 */
public final class SparseStep {

  private final SparsityMethod method;
  private final OuterClock clock;
  private final SparseState prepared;
  private final WeightTransform transform;

  /** Begins a step from the state that the last one left. */
  public SparseStep(SparsityMethod method, SparseState entered, OuterClock clock) {
    this.method = method;
    this.clock = clock;
    this.prepared = method.before(entered, clock);
    this.transform = method.transform(prepared, clock);
  }

  /** The state in which the gradient is found, latent values in it. */
  public SparseState prepared() {
    return prepared;
  }

  /** The values at which the gradient is found, by tensor. */
  public Map<String, double[]> effective() {
    return effective(prepared, transform);
  }

  /** The values of a state under a transform, by tensor. */
  public static Map<String, double[]> effective(SparseState state, WeightTransform transform) {
    Map<String, double[]> values = new TreeMap<>(state.values());
    for (NamedTensor tensor : state.sparsifiable()) {
      values.computeIfPresent(tensor.name(), transform::effective);
    }
    return values;
  }

  /**
   * A gradient pulled back.
   *
   * @param latent by the latent values, penalties included, by tensor
   * @param gradients for the method
   */
  public record Pulled(Map<String, double[]> latent, OuterGradients gradients) {}

  /**
   * Pulls a gradient back to the latent values and to the method's own.
   *
   * @param gradient at the effective values, of every tensor; not modified
   */
  public Pulled pullback(Map<String, double[]> gradient) {
    Map<String, double[]> latent = new HashMap<>(gradient);
    Map<String, double[]> effective = new HashMap<>();
    Map<String, double[]> auxiliary = new HashMap<>();
    for (NamedTensor tensor : prepared.sparsifiable()) {
      String name = tensor.name();
      WeightTransform.Pullback pulled =
          transform.pullback(name, prepared.value(name), gradient.get(name));
      latent.put(name, pulled.latent());
      effective.put(name, gradient.get(name));
      auxiliary.put(name, pulled.auxiliary());
    }
    method
        .penalty(prepared, clock)
        .forEach((name, more) -> latent.merge(name, more, SparseStep::sum));
    return new Pulled(latent, new OuterGradients(effective, auxiliary));
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  /** The state that the step leaves, from {@link #prepared} moved by the optimizer. */
  public SparseState after(SparseState moved, Pulled pulled) {
    return method.after(prepared, moved, pulled.gradients(), clock);
  }
}
