package org.coinage.fitting;

/**
 * A long fit by Adam.
 *
 * @param steps of Adam, at least 1
 * @param rate learning rate, in units of the code
 * @param warmup steps over which the rate rises to it
 * @param penalty on the sum of the code's magnitudes, in units of mean squared error
 */
public record AdamSettings(int steps, double rate, int warmup, double penalty) {

  /** Struempler et al.'s (ECCV 2022), but for the length: theirs ends on a plateau. */
  public static final AdamSettings STRUEMPLER = new AdamSettings(1000, 5e-4, 100, 1e-5);

  /** Validates the settings. */
  public AdamSettings {
    if (steps < 1 || steps > 1_000_000) {
      throw new IllegalArgumentException("steps = " + steps + " must be in [1, 1000000]");
    }
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate = " + rate + " must be in (0, 1)");
    }
    if (warmup < 0 || !(penalty >= 0 && penalty < 1)) {
      throw new IllegalArgumentException(
          "warmup = " + warmup + " must be at least 0, penalty = " + penalty + " in [0, 1)");
    }
  }
}
