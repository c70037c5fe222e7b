package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A random mask, drawn once: the baseline that every method has to beat. What it leaves may be
 * enlarged by the root of the share that is gone, so that pre-activations keep the variance that a
 * dense network starts with (Evci et al., AAAI 2022, equation 2, per tensor): a SIREN whose
 * pre-activations shrink from layer to layer is nearly linear, and learns late. Immutable,
 * thread-safe.
 */
public final class StaticRandomMask extends MaskedMethod {

  private final double sparsity;
  private final LayerAllocation allocation;
  private final boolean rescaled;

  /**
   * A mask of exact counts.
   *
   * @param sparsity share of the sparsifiable weights that is zero, in [0, 1)
   * @param allocation to the tensors
   * @param rescaled whether what is left is enlarged
   */
  public StaticRandomMask(double sparsity, LayerAllocation allocation, boolean rescaled) {
    Ranking.requireSparsity(sparsity);
    this.sparsity = sparsity;
    this.allocation = Objects.requireNonNull(allocation, "allocation");
    this.rescaled = rescaled;
  }

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    Masks masks =
        new LayerwiseSelector(allocation)
            .select(start.sparsifiable(), randomScores(start.sparsifiable(), clock), sparsity);
    SparseState drawn = masked(start.withMemory(Map.of()), masks);
    return rescaled ? enlarged(drawn, masks) : drawn;
  }

  private static SparseState enlarged(SparseState state, Masks masks) {
    Map<String, double[]> values = new TreeMap<>(state.values());
    for (NamedTensor tensor : state.sparsifiable()) {
      double factor =
          StrictMath.sqrt(tensor.size() / (double) Math.max(1, masks.kept(tensor.name())));
      values.computeIfPresent(
          tensor.name(), (name, value) -> Arrays.stream(value).map(w -> factor * w).toArray());
    }
    return state.withValues(values);
  }

  @Override
  public boolean needsPrunedGradients(OuterClock clock) {
    return false;
  }
}
