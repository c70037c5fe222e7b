package org.coinage.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that happened in a run, told to every {@link EventSink} in order. */
public sealed interface TrainingEvent {

  /** Where in the course of the run it happened. */
  Position position();

  /**
   * The run began or went on.
   *
   * @param stages names of the stages
   * @param totalSteps steps of all stages
   * @param resumed whether it goes on from a checkpoint
   */
  record RunStarted(Position position, List<String> stages, long totalSteps, boolean resumed)
      implements TrainingEvent {}

  /**
   * A stage began.
   *
   * @param stage its name
   * @param steps its length
   */
  record StageStarted(Position position, String stage, long steps) implements TrainingEvent {}

  /**
   * A step was taken and accepted.
   *
   * @param stage name of the stage
   * @param metrics numbers of the step
   * @param seconds wall-clock time of the step
   */
  record StepDone(Position position, String stage, Map<String, Double> metrics, double seconds)
      implements TrainingEvent {}

  /**
   * The state was judged on held-out data.
   *
   * @param stage name of the stage
   * @param metrics numbers of the validation
   * @param seconds wall-clock time of the validation
   */
  record Validated(Position position, String stage, Map<String, Double> metrics, double seconds)
      implements TrainingEvent {}

  /**
   * A checkpoint was written and verified.
   *
   * @param directory where it lies
   */
  record CheckpointWritten(Position position, Path directory) implements TrainingEvent {}

  /**
   * A step was refused and the run returned to an earlier state.
   *
   * @param position the refused step
   * @param reason what was found, e.g. {@code loss is NaN}
   * @param toStep step from which the run goes on
   * @param learningRateScale factor on the learning rate from now on
   */
  record RolledBack(Position position, String reason, long toStep, double learningRateScale)
      implements TrainingEvent {}

  /**
   * A step was refused after as many rollbacks as were allowed, and the run failed.
   *
   * @param position the refused step
   * @param reason what was found
   */
  record Diverged(Position position, String reason) implements TrainingEvent {}

  /**
   * The run ended.
   *
   * @param finished false if it was interrupted and can be resumed
   */
  record RunEnded(Position position, boolean finished) implements TrainingEvent {}
}
