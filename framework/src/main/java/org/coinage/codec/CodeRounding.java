package org.coinage.codec;

/** How an encoder turns a fitted code into integers. */
public enum CodeRounding {
  /** Each entry to its nearest step. */
  NEAREST,
  /**
   * What one entry loses is made good by the others ({@link
   * org.coinage.quantization.ErrorFeedback}).
   */
  ERROR_FEEDBACK,
  /**
   * Error feedback, then a search by the bits of the tables ({@link
   * org.coinage.quantization.RateDistortionSearch}).
   */
  SEARCH,
  /**
   * Each entry to its nearest step, after the code was retrained with the quantizer in the loop
   * ({@link org.coinage.fitting.QuantizedRefit}): for codes that are weights, whose error has no
   * affordable model.
   */
  RETRAINED,
  /**
   * As {@link #RETRAINED}, from a code whose weights were rounded layer by layer so that outputs
   * change least ({@link org.coinage.fitting.AdaptiveRounding}).
   */
  ADAPTIVE
}
