package org.coinage.quantization;

/**
 * What stays as it is while a quantizer's steps, centres and scales are learned.
 *
 * @param whitening map before the rounding
 * @param runs whitened entries that share a step, a centre and a scale: each its own, or those of a
 *     weight tensor one
 * @param rate density by which integers are priced
 */
public record QuantizerFrame(Whitening whitening, Runs runs, RateFamily rate) {

  /** Checks that the runs cover a code. */
  public QuantizerFrame {
    Codes.requireDimension("runs", runs.dimension(), whitening.dimension());
  }

  /** A step, a centre and a scale for each whitened entry. */
  public static QuantizerFrame perDimension(Whitening whitening, RateFamily rate) {
    return new QuantizerFrame(whitening, Runs.each(whitening.dimension()), rate);
  }
}
