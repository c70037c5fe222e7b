package org.coinage.training;

import java.util.Map;
import org.coinage.field.ParameterLayout;

/**
 * One phase of learning, e.g. meta-training, or retraining with quantization in the loop.
 *
 * <p>All three operations are functions of the state they are given (and of the stage's settings
 * and data): no counters, caches or generators of the stage may change what they return, for a
 * resumed run has a fresh stage object. Random numbers come from {@link TrainingState#stream}.
 */
public interface Stage {

  /** Name within the recipe, e.g. {@code meta}. */
  String name();

  /** Number of outer steps, at least 1. */
  long steps();

  /**
   * Layout of the outer parameters in this stage, which resuming checks checkpoints against.
   *
   * @param previous layout in the stage before
   */
  default ParameterLayout layout(ParameterLayout previous) {
    return previous;
  }

  /**
   * The state at the entry of this stage: new tensors added by {@code Parameters.widen}, the
   * optimizer reset, constants frozen. Called once for a stage, not on resuming within it.
   *
   * @param previous end of the stage before, counters already those of this stage
   */
  TrainingState begin(TrainingState previous);

  /**
   * Takes one outer step. A step that cannot be taken because numbers overflowed reports its loss
   * as NaN; the trainer then rolls back.
   */
  StepOutcome advance(TrainingState state);

  /**
   * Judges the state on held-out data; named numbers, in the order to show them. The checkpoint
   * with the lowest {@link StepOutcome#LOSS} among them is kept. Nothing by default.
   */
  default Map<String, Double> validate(TrainingState state) {
    return Map.of();
  }
}
