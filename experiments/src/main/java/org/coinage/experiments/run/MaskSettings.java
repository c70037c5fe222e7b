package org.coinage.experiments.run;

import java.util.Objects;
import java.util.Optional;
import org.coinage.sparsity.AcDc;
import org.coinage.sparsity.ErdosRenyiAllocation;
import org.coinage.sparsity.GlobalSelector;
import org.coinage.sparsity.LayerAllocation;
import org.coinage.sparsity.LayerwiseSelector;
import org.coinage.sparsity.LearningRateHistory;
import org.coinage.sparsity.MagnitudePruning;
import org.coinage.sparsity.MagnitudeScorer;
import org.coinage.sparsity.MaskSelector;
import org.coinage.sparsity.PhaseSchedule;
import org.coinage.sparsity.RetrainingSchedule;
import org.coinage.sparsity.RigL;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.sparsity.StaticRandomMask;
import org.coinage.sparsity.UniformAllocation;
import org.coinage.training.SparsifiedParts;

/** Methods that prune an exact number of weights, a target share of those made sparse. */
public sealed interface MaskSettings extends SparsitySettings.Method {

  /** How what is kept is shared among the tensors. */
  enum Scope {
    /** Entries of all tensors compete; where there is nothing to rank, as in {@link #UNIFORM}. */
    GLOBAL,
    /** The same share of each tensor. */
    UNIFORM,
    /** Erdos-Renyi shares: more of small tensors. */
    ERK;

    LayerAllocation allocation() {
      return this == ERK ? new ErdosRenyiAllocation() : new UniformAllocation();
    }

    MaskSelector selector() {
      return this == GLOBAL ? new GlobalSelector() : new LayerwiseSelector(allocation());
    }
  }

  /**
   * A random mask, drawn once.
   *
   * @param target share of weights that are zero
   * @param scope of the counts
   * @param rescaled whether what is left is enlarged to keep the variance of pre-activations
   * @param parts of the network
   */
  record StaticRandom(double target, Scope scope, boolean rescaled, SparsifiedParts parts)
      implements MaskSettings {

    /** Validates the target. */
    public StaticRandom {
      SparsitySettings.requireTarget(target);
      Objects.requireNonNull(scope, "scope");
    }

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return new StaticRandomMask(target, scope.allocation(), rescaled);
    }
  }

  /**
   * Magnitude pruning after meta-training.
   *
   * @param target share of weights that are zero in the end
   * @param rounds of pruning and retraining
   * @param schedule learning rates of a round
   * @param scorer of weights
   * @param scope of the ranking
   * @param outer optimization of the stage; its own schedule does not count
   * @param parts of the network
   */
  record Pruning(
      double target,
      int rounds,
      RetrainingSchedule schedule,
      MagnitudeScorer scorer,
      Scope scope,
      OuterSettings outer,
      SparsifiedParts parts)
      implements MaskSettings {

    /** Validates the settings. */
    public Pruning {
      SparsitySettings.requireTarget(target);
      var unused = new MagnitudePruning.Settings(target, rounds, 0, schedule);
    }

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return new MagnitudePruning(
          new MagnitudePruning.Settings(target, rounds, 0, schedule),
          scorer,
          scope.selector(),
          dense);
    }

    @Override
    public Optional<OuterSettings> stage() {
      return Optional.of(outer);
    }
  }

  /**
   * RigL.
   *
   * @param target share of weights that are zero
   * @param scope of the counts
   * @param fraction of a tensor's weights that moves at first
   * @param interval steps between updates
   * @param end share of the course after which the mask stays
   * @param averaged steps whose gradients are summed for growth
   * @param rescaled whether what the first mask leaves is enlarged
   * @param parts of the network
   */
  record Rigl(
      double target,
      Scope scope,
      double fraction,
      int interval,
      double end,
      int averaged,
      boolean rescaled,
      SparsifiedParts parts)
      implements MaskSettings {

    /** Validates the settings. */
    public Rigl {
      SparsitySettings.requireTarget(target);
      var unused = new RigL.Settings(target, fraction, interval, end, averaged);
    }

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return new RigL(
          new RigL.Settings(target, fraction, interval, end, averaged),
          scope.allocation(),
          rescaled);
    }
  }

  /**
   * AC/DC.
   *
   * @param target share of weights that are zero in compressed phases
   * @param phases dense and compressed
   * @param scorer of weights
   * @param scope of the ranking
   * @param parts of the network
   */
  record Acdc(
      double target,
      PhaseSchedule phases,
      MagnitudeScorer scorer,
      Scope scope,
      SparsifiedParts parts)
      implements MaskSettings {

    /** Validates the target. */
    public Acdc {
      SparsitySettings.requireTarget(target);
    }

    @Override
    public SparsityMethod method(LearningRateHistory dense) {
      return new AcDc(target, phases, scorer, scope.selector());
    }
  }
}
