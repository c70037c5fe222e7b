package org.coinage.training;

/**
 * When the divergence guard steps in and what it does.
 *
 * @param rise how far the smoothed loss may rise above its best, as a factor
 * @param window steps over which the loss is smoothed, and before which a rise is not judged
 * @param learningRateFactor what a rollback multiplies the learning rate by
 * @param maxRollbacks rollbacks allowed in one stage; 0 fails on the first divergence
 */
public record GuardSettings(double rise, int window, double learningRateFactor, int maxRollbacks) {

  /** Tolerant of noise: four times the best over 100 steps, then half the rate, five times. */
  public static final GuardSettings DEFAULT = new GuardSettings(4, 100, 0.5, 5);

  /** Checks the ranges. */
  public GuardSettings {
    if (!(rise > 1)) {
      throw new IllegalArgumentException("rise = " + rise + " must be above 1");
    }
    if (window < 1) {
      throw new IllegalArgumentException("window = " + window + " must be at least 1");
    }
    if (!(learningRateFactor > 0 && learningRateFactor <= 1)) {
      throw new IllegalArgumentException(
          "learningRateFactor = " + learningRateFactor + " must be in (0, 1]");
    }
    if (maxRollbacks < 0) {
      throw new IllegalArgumentException(
          "maxRollbacks = " + maxRollbacks + " must not be negative");
    }
  }
}
