package org.coinage.experiments.run;

import java.time.Duration;
import org.coinage.training.GuardSettings;
import org.coinage.training.TrainerSettings;

/**
 * Meta-training, and how all training is kept safe.
 *
 * @param batch signals per outer step
 * @param outer optimization of the meta-training stage
 * @param validateEvery steps between validations
 * @param checkpointEvery steps between checkpoints
 * @param checkpointSeconds time after which a checkpoint is written anyway
 * @param guard of divergence
 */
public record TrainingSettings(
    int batch,
    OuterSettings outer,
    long validateEvery,
    long checkpointEvery,
    long checkpointSeconds,
    GuardSettings guard) {

  /** Validates the settings. */
  public TrainingSettings {
    if (batch < 1 || batch > 1 << 20) {
      throw new IllegalArgumentException("batch = " + batch + " must be in [1, 1048576]");
    }
    if (checkpointSeconds < 1) {
      throw new IllegalArgumentException(
          "checkpointSeconds = " + checkpointSeconds + " must be at least 1");
    }
    requirePositive("validateEvery", validateEvery);
    requirePositive("checkpointEvery", checkpointEvery);
  }

  private static void requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " = " + value + " must be at least 1");
    }
  }

  TrainerSettings trainer() {
    return new TrainerSettings(
        checkpointEvery, Duration.ofSeconds(checkpointSeconds), validateEvery, guard);
  }
}
