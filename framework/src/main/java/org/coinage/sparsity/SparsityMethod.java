package org.coinage.sparsity;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A way to learn a sparse network: a weight transform and hooks around the outer step. The order of
 * one step is
 *
 * <ol>
 *   <li>{@link #before}: phases and pruning rounds;
 *   <li>{@link #transform} once, effective values, the dense gradient of a batch at them, {@link
 *       WeightTransform#pullback};
 *   <li>{@link #penalty} added to the latent gradient;
 *   <li>if {@link #updatesWeights}, the optimizer moves latent values, its rate scaled by {@link
 *       #learningRateFactor};
 *   <li>{@link #after}: the method's own parameters, masks applied to values and slots.
 * </ol>
 *
 * <p>and after the last one {@link #finish}. Methods have no state of their own: what they know is
 * in {@link SparseState#memory}. Thread-safe.
 */
public interface SparsityMethod {

  /** The state a course begins with: masks drawn, gates set. An earlier memory is dropped. */
  SparseState begin(SparseState start, OuterClock clock);

  /** The state in which a step's gradient is found. */
  default SparseState before(SparseState state, OuterClock clock) {
    return state;
  }

  /** The transform of this step, after {@link #before}. */
  WeightTransform transform(SparseState state, OuterClock clock);

  /**
   * Whether a step asks for the gradient of weights outside the support, e.g. to choose which to
   * grow. Otherwise it may be given as zero there, which sparse kernels have at a fraction of the
   * work.
   */
  default boolean needsPrunedGradients(OuterClock clock) {
    return true;
  }

  /** A gradient to add to that of the latent values, by tensor; nothing by default. */
  default Map<String, double[]> penalty(SparseState state, OuterClock clock) {
    return Map.of();
  }

  /** Whether the optimizer takes this step. */
  default boolean updatesWeights(OuterClock clock) {
    return true;
  }

  /** Factor on the learning rates that replaces the course's schedule, where there is one. */
  default OptionalDouble learningRateFactor(SparseState state, OuterClock clock) {
    return OptionalDouble.empty();
  }

  /**
   * The state after a step.
   *
   * @param prepared the state after {@link #before}
   * @param stepped the same after the optimizer moved values and slots
   */
  SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock);

  /** The transform without randomness, by which a state is judged and stored. */
  WeightTransform evaluation(SparseState state);

  /** The entries that are not zero in evaluation. */
  Masks support(SparseState state);

  /**
   * The end of a course: values become effective, masks their support, and of the memory nothing
   * else is left. Every pruned entry is exactly zero, in values and slots.
   */
  default SparseState finish(SparseState state) {
    WeightTransform evaluation = evaluation(state);
    Map<String, double[]> values = new TreeMap<>(state.values());
    for (NamedTensor tensor : state.sparsifiable()) {
      values.computeIfPresent(tensor.name(), evaluation::effective);
    }
    Masks support = support(state);
    return support.applyTo(state.withValues(values).withMemory(support.into(Map.of())));
  }
}
