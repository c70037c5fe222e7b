package org.coinage.meta;

import java.util.Objects;

/**
 * Factor on the learning rates over the steps of a stage.
 *
 * @param kind shape after the warm-up
 * @param warmupSteps steps over which the factor rises linearly from 1/warmupSteps to 1
 * @param finalFraction factor a cosine ends at
 */
public record LearningRateSchedule(Kind kind, long warmupSteps, double finalFraction) {

  /** Shape of a schedule after its warm-up. */
  public enum Kind {
    /** Always 1: COIN++. */
    CONSTANT,
    /** Half a cosine from 1 to the final fraction. */
    COSINE
  }

  /** The learning rate as it is, from the first step to the last. */
  public static final LearningRateSchedule CONSTANT = new LearningRateSchedule(Kind.CONSTANT, 0, 1);

  /** Validates the settings. */
  public LearningRateSchedule {
    Objects.requireNonNull(kind, "kind");
    if (warmupSteps < 0) {
      throw new IllegalArgumentException("warmupSteps = " + warmupSteps + " must be at least 0");
    }
    if (!(finalFraction >= 0 && finalFraction <= 1)) {
      throw new IllegalArgumentException("finalFraction = " + finalFraction + " must be in [0, 1]");
    }
  }

  /** Factor for a step, counted from 0, of a stage of the given length. */
  public double factor(long step, long steps) {
    if (step < warmupSteps) {
      return (step + 1) / (double) warmupSteps;
    }
    if (kind == Kind.CONSTANT) {
      return 1;
    }
    double progress = (step - warmupSteps) / (double) Math.max(1, steps - 1 - warmupSteps);
    double cosine = (1 + StrictMath.cos(StrictMath.PI * Math.min(1, progress))) / 2;
    return finalFraction + (1 - finalFraction) * cosine;
  }
}
