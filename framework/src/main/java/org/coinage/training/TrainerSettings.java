package org.coinage.training;

import java.time.Duration;

/**
 * How a training is kept safe and watched. None of it but the guard changes what is learned.
 *
 * @param checkpointEvery steps between checkpoints; also how far a rollback goes back at most while
 *     the loss is calm
 * @param checkpointInterval time after which a checkpoint is written anyway
 * @param validateEvery steps of a stage between validations; the end of a stage is always validated
 * @param guard settings of the divergence guard; the steps in {@code checkpointEvery} are its
 *     points of return
 */
public record TrainerSettings(
    long checkpointEvery, Duration checkpointInterval, long validateEvery, GuardSettings guard) {

  /** A checkpoint every 500 steps or five minutes, validated as often. */
  public static final TrainerSettings DEFAULT =
      new TrainerSettings(500, Duration.ofMinutes(5), 500, GuardSettings.DEFAULT);

  /** Checks the ranges. */
  public TrainerSettings {
    if (checkpointEvery < 1) {
      throw new IllegalArgumentException(
          "checkpointEvery = " + checkpointEvery + " must be at least 1");
    }
    if (checkpointInterval.isNegative()) {
      throw new IllegalArgumentException(
          "checkpointInterval = " + checkpointInterval + " must not be negative");
    }
    if (validateEvery < 1) {
      throw new IllegalArgumentException(
          "validateEvery = " + validateEvery + " must be at least 1");
    }
  }
}
