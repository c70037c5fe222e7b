package org.coinage.sparsity;

import java.util.List;
import java.util.Map;

/** Chooses the entries to keep by their scores, in exact numbers. A pure function. */
public interface MaskSelector {

  /**
   * Masks at a sparsity.
   *
   * @param tensors those to be pruned, in order
   * @param scores by tensor
   * @param sparsity share of all their entries that is pruned, in [0, 1)
   */
  Masks select(List<NamedTensor> tensors, Map<String, double[]> scores, double sparsity);
}
