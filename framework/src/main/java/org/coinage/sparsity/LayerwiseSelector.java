package org.coinage.sparsity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Ranks the entries within each tensor; an allocation says how many of each are kept.
 *
 * @param allocation of what is kept to the tensors
 */
public record LayerwiseSelector(LayerAllocation allocation) implements MaskSelector {

  /** Requires the allocation. */
  public LayerwiseSelector {
    Objects.requireNonNull(allocation, "allocation");
  }

  @Override
  public Masks select(List<NamedTensor> tensors, Map<String, double[]> scores, double sparsity) {
    int[] keep = allocation.keep(tensors, sparsity);
    Map<String, double[]> masks = new TreeMap<>();
    for (int i = 0; i < keep.length; i++) {
      String name = tensors.get(i).name();
      masks.put(name, Ranking.highest(scores.get(name), keep[i]));
    }
    return Masks.of(masks);
  }
}
