package org.coinage.sparsity;

import java.util.Map;
import java.util.Objects;

/**
 * A random mask, drawn once: the baseline that every method has to beat. Immutable, thread-safe.
 */
public final class StaticRandomMask extends MaskedMethod {

  private final double sparsity;
  private final LayerAllocation allocation;

  /**
   * A mask of exact counts.
   *
   * @param sparsity share of the sparsifiable weights that is zero, in [0, 1)
   * @param allocation to the tensors
   */
  public StaticRandomMask(double sparsity, LayerAllocation allocation) {
    Ranking.requireSparsity(sparsity);
    this.sparsity = sparsity;
    this.allocation = Objects.requireNonNull(allocation, "allocation");
  }

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    return masked(
        start.withMemory(Map.of()),
        new LayerwiseSelector(allocation)
            .select(start.sparsifiable(), randomScores(start.sparsifiable(), clock), sparsity));
  }
}
