package org.coinage.experiments.run;

import java.util.Optional;
import org.coinage.sparsity.LearningRateHistory;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.training.SparsifiedParts;

/** Whether the network is learned sparse, and how. */
public sealed interface SparsitySettings {

  /** A dense network. */
  record None() implements SparsitySettings {}

  /** A sparse network. */
  sealed interface Method extends SparsitySettings permits MaskSettings, GateSettings {

    /** What is made sparse. */
    SparsifiedParts parts();

    /**
     * The method.
     *
     * @param dense learning rates of the meta-training before it, where there is one
     */
    SparsityMethod method(LearningRateHistory dense);

    /**
     * Refuses what a field cannot have, though a classifier can.
     *
     * @throws IllegalArgumentException with what to change
     */
    default void requireField() {}

    /** Whether dead units are taken out in the end, so that fewer weights than counted are left. */
    default boolean foldsDeadUnits() {
      return false;
    }

    /**
     * Optimization of a stage of its own after meta-training; where absent, the method takes the
     * place of meta-training and its steps.
     */
    default Optional<OuterSettings> stage() {
      return Optional.empty();
    }
  }

  /** Refuses a sparsity that leaves nothing. */
  static void requireTarget(double target) {
    if (!(target >= 0 && target < 1)) {
      throw new IllegalArgumentException(
          "target = " + target + " must be in [0, 1): the share of weights that are zero");
    }
  }
}
