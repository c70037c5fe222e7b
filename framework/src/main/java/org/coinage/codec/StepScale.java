package org.coinage.codec;

/**
 * A factor on all steps of a quantizer, in notches of a 32nd of an octave: {@code 2^(notch / 32)}.
 * By it one codebook serves a range of rates; a coin stores the notch in one byte.
 *
 * @param notch in [-128, 127]
 */
public record StepScale(int notch) {

  /** Steps as the codebook has them. */
  public static final StepScale NONE = new StepScale(0);

  /** Notches that double the steps. */
  public static final int OCTAVE = 32;

  /** Checks the range. */
  public StepScale {
    if (notch < Byte.MIN_VALUE || notch > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("notch = " + notch + " must be in [-128, 127]");
    }
  }

  /** The factor; the same bits on every machine. */
  public double factor() {
    return StrictMath.pow(2, notch / (double) OCTAVE);
  }
}
