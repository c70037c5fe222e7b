package org.coinage.sparsity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;

/**
 * Tensors whose effective values are pulled towards targets by a weighted quadratic, moved by Adam
 * in the order that {@link SparsityMethod} asks for.
 */
final class ToyNetwork {

  static final List<NamedTensor> TENSORS =
      List.of(
          new NamedTensor("first.weight", 8, 2, NamedTensor.Role.WEIGHT, 0, false),
          new NamedTensor("first.bias", 8, 1, NamedTensor.Role.BIAS, 0, false),
          new NamedTensor("hidden.weight", 8, 8, NamedTensor.Role.WEIGHT, 1, true),
          new NamedTensor("hidden.bias", 8, 1, NamedTensor.Role.BIAS, 1, false),
          new NamedTensor("map.weight", 16, 5, NamedTensor.Role.MODULATION, 0, true),
          new NamedTensor("step", 1, 1, NamedTensor.Role.OTHER, 0, false));

  static final long SPARSIFIABLE = 64 + 80;

  private static final double RATE = 0.02;

  private ToyNetwork() {}

  /** Small random values, Adam's slots zero. */
  static SparseState fresh(long seed) {
    Map<String, double[]> values = new TreeMap<>();
    Map<String, double[][]> slots = new TreeMap<>();
    for (NamedTensor tensor : TENSORS) {
      RandomGenerator random = SeedTree.root(seed).child(tensor.name()).generator();
      double[] drawn = new double[tensor.size()];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = random.nextGaussian() * 0.3;
      }
      values.put(tensor.name(), drawn);
      slots.put(tensor.name(), new double[2][tensor.size()]);
    }
    return new SparseState(TENSORS, values, slots, Map.of());
  }

  /** The clock of a step of a seeded run. */
  static OuterClock clock(long step, long steps) {
    return new OuterClock(step, steps, SeedTree.root(9).child("method").child(step));
  }

  /** Gradient of the quadratic at effective values, with noise of the step. */
  static double[] gradient(String tensor, double[] effective, long step) {
    RandomGenerator target = SeedTree.root(4).child(tensor).generator();
    RandomGenerator noise = SeedTree.root(5).child(tensor).child(step).generator();
    double[] gradient = new double[effective.length];
    for (int i = 0; i < gradient.length; i++) {
      double aim = target.nextGaussian();
      gradient[i] = (effective[i] - aim) + 0.1 * noise.nextGaussian();
    }
    return gradient;
  }

  /** One outer step, from prepared state to the state after. */
  static SparseState step(SparsityMethod method, SparseState state, OuterClock clock) {
    return step(method, state, clock, (tensor, gradient) -> gradient);
  }

  /** One outer step, in which gradients of sparsifiable tensors are put through a function. */
  static SparseState step(
      SparsityMethod method,
      SparseState state,
      OuterClock clock,
      BiFunction<String, double[], double[]> seen) {
    SparseStep step = new SparseStep(method, state, clock);
    SparseState prepared = step.prepared();
    Map<String, double[]> effective = step.effective();
    Map<String, double[]> gradients = new HashMap<>();
    for (NamedTensor tensor : TENSORS) {
      String name = tensor.name();
      double[] gradient = gradient(name, effective.get(name), clock.step());
      gradients.put(name, tensor.sparsifiable() ? seen.apply(name, gradient) : gradient);
    }
    SparseStep.Pulled pulled = step.pullback(gradients);
    double factor = method.learningRateFactor(prepared, clock).orElse(1);
    SparseState moved =
        method.updatesWeights(clock) ? moved(prepared, pulled.latent(), factor) : prepared;
    return step.after(moved, pulled);
  }

  private static SparseState moved(
      SparseState state, Map<String, double[]> gradients, double factor) {
    Map<String, double[]> values = new TreeMap<>();
    Map<String, double[][]> slots = new TreeMap<>();
    state
        .values()
        .forEach(
            (name, value) -> {
              double[] w = value.clone();
              double[] m = state.slots().get(name)[0].clone();
              double[] v = state.slots().get(name)[1].clone();
              double[] g = gradients.get(name);
              for (int i = 0; i < w.length; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
                w[i] -= factor * RATE * m[i] / (Math.sqrt(v[i]) + 1e-8);
              }
              values.put(name, w);
              slots.put(name, new double[][] {m, v});
            });
    return state.withValues(values).withSlots(slots);
  }
}
