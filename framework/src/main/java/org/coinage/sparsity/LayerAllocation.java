package org.coinage.sparsity;

import java.util.List;

/** How many entries each tensor keeps at a sparsity of all of them together. A pure function. */
public interface LayerAllocation {

  /**
   * Entries to keep, one number per tensor in order. Every allocation keeps the same number in all:
   * the sum over tensors of {@code n - floor(sparsity * n)}.
   *
   * @throws IllegalArgumentException if the sparsity is not in [0, 1)
   */
  int[] keep(List<NamedTensor> tensors, double sparsity);
}
