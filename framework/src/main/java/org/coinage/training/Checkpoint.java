package org.coinage.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What is saved of a run: where it is, and where it would return to if it diverged now.
 *
 * @param stages names of the stages of the recipe
 * @param state the state after the last accepted step
 * @param pointOfReturn the state a rollback goes back to; often {@code state} itself
 * @param score validation loss of {@code state}, if it was validated; the lowest one is kept
 */
public record Checkpoint(
    List<String> stages, TrainingState state, TrainingState pointOfReturn, OptionalDouble score) {

  /** Freezes the names. */
  public Checkpoint {
    stages = List.copyOf(stages);
  }

  /** Where in the course of the run it was taken. */
  public Position position() {
    return state.position();
  }
}
