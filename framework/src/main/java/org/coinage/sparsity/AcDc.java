package org.coinage.sparsity;

import java.util.Map;
import java.util.Objects;

/**
 * AC/DC (Peste et al., NeurIPS 2021): dense and compressed phases alternate. A compressed phase
 * keeps the largest weights as they are when it starts; a dense phase frees all, the pruned ones
 * from zero, and starts the optimizer anew. The last phase is compressed. Counts are exact, where
 * the reference's strict threshold keeps one too few. Immutable, thread-safe.
 */
public final class AcDc extends MaskedMethod {

  private final double sparsity;
  private final PhaseSchedule phases;
  private final Scorer scorer;
  private final MaskSelector selector;

  /**
   * AC/DC.
   *
   * @param sparsity of compressed phases: share of the sparsifiable weights, in [0, 1)
   */
  public AcDc(double sparsity, PhaseSchedule phases, Scorer scorer, MaskSelector selector) {
    Ranking.requireSparsity(sparsity);
    this.sparsity = sparsity;
    this.phases = Objects.requireNonNull(phases, "phases");
    this.scorer = Objects.requireNonNull(scorer, "scorer");
    this.selector = Objects.requireNonNull(selector, "selector");
  }

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    if (!phases.isCompressed(clock.steps() - 1, clock.steps())) {
      throw new IllegalArgumentException(
          "the last of %d steps is not in a compressed phase of %s; take more steps"
              .formatted(clock.steps(), phases));
    }
    return masked(start.withMemory(Map.of()), Masks.ones(start.sparsifiable()));
  }

  @Override
  public boolean needsPrunedGradients(OuterClock clock) {
    return !phases.isCompressed(clock.step(), clock.steps());
  }

  @Override
  public SparseState before(SparseState state, OuterClock clock) {
    if (clock.step() == 0 || !phases.isSwitch(clock.step(), clock.steps())) {
      return state;
    }
    return phases.isCompressed(clock.step(), clock.steps())
        ? masked(state, selector.select(state.sparsifiable(), scores(state, scorer), sparsity))
        : masked(state, Masks.ones(state.sparsifiable())).withClearedSlots();
  }
}
