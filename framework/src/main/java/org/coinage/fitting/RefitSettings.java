package org.coinage.fitting;

/**
 * How long and how fast a code is retrained with its quantizer in the loop.
 *
 * @param steps of Adam; 0 for none
 * @param rate learning rate, in units of the code
 */
public record RefitSettings(int steps, double rate) {

  /** Those of Struempler et al.'s published code (ECCV 2022). */
  public static final RefitSettings PUBLISHED = new RefitSettings(300, 1e-6);

  /** Validates the settings. */
  public RefitSettings {
    if (steps < 0) {
      throw new IllegalArgumentException("steps = " + steps + " must be at least 0");
    }
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate = " + rate + " must be in (0, 1)");
    }
  }
}
