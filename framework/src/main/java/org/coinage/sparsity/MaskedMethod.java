package org.coinage.sparsity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What methods have in common whose memory holds masks: weights are stored masked, and masks are
 * applied to values and slots after every step, for momentum and Adam's moments otherwise bring
 * pruned weights back.
 */
abstract class MaskedMethod implements SparsityMethod {

  @Override
  public WeightTransform transform(SparseState state, OuterClock clock) {
    return evaluation(state);
  }

  @Override
  public final WeightTransform evaluation(SparseState state) {
    return new MaskTransform(support(state));
  }

  @Override
  public final Masks support(SparseState state) {
    return Masks.in(state.memory());
  }

  @Override
  public SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock) {
    return support(stepped).applyTo(stepped);
  }

  /** A state with other masks, applied. */
  static SparseState masked(SparseState state, Masks masks) {
    return masks.applyTo(state.withMemory(masks.into(state.memory())));
  }

  /** Scores of the sparsifiable tensors. */
  static Map<String, double[]> scores(SparseState state, Scorer scorer) {
    Map<String, double[]> scores = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      scores.put(tensor.name(), scorer.score(tensor, state.value(tensor.name())));
    }
    return scores;
  }

  /** Uniform random scores, a stream per tensor. */
  static Map<String, double[]> randomScores(List<NamedTensor> tensors, OuterClock clock) {
    Map<String, double[]> scores = new TreeMap<>();
    for (NamedTensor tensor : tensors) {
      scores.put(
          tensor.name(),
          clock.random().child(tensor.name()).generator().doubles(tensor.size()).toArray());
    }
    return scores;
  }
}
