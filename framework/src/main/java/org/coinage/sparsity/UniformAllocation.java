package org.coinage.sparsity;

import java.util.List;

/** The same sparsity in every tensor. */
public record UniformAllocation() implements LayerAllocation {

  @Override
  public int[] keep(List<NamedTensor> tensors, double sparsity) {
    return tensors.stream()
        .mapToInt(tensor -> (int) Ranking.keep(tensor.size(), sparsity))
        .toArray();
  }
}
