package org.coinage.signal;

import java.util.List;

/**
 * Peak signal-to-noise ratio in dB for a peak of 1, in the two conventions in use. They differ by
 * tenths of a dB at low rate, so every number of ours says which it is.
 *
 * <p>Thread-safe.
 */
public enum Psnr {

  /**
   * Both signals as files on disk: clamped to [0, 1] and rounded to 8 bits, {@code rint(255 x) /
   * 255}. The convention of COIN and of every comparison with an image codec.
   */
  AS_FILE("clamped and rounded to 8 bits") {
    @Override
    double difference(float original, float reconstruction) {
      return (eightBit(reconstruction) - eightBit(original)) / 255;
    }
  },

  /** The reconstruction as the network gives it, neither clamped nor rounded; COIN++'s. */
  UNCLAMPED("unclamped") {
    @Override
    double difference(float original, float reconstruction) {
      return (double) reconstruction - original;
    }
  };

  private final String description;

  Psnr(String description) {
    this.description = description;
  }

  abstract double difference(float original, float reconstruction);

  /** The convention in words, for tables and captions. */
  public String description() {
    return description;
  }

  /**
   * Mean squared error over points and channels, summed in double.
   *
   * @throws IllegalArgumentException if the two differ in shape or channels, or hold a number that
   *     is not finite
   */
  public double meanSquaredError(Samples original, Samples reconstruction) {
    requireSameForm(original, reconstruction);
    float[] expected = original.values();
    float[] actual = reconstruction.values();
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = difference(expected[i], actual[i]);
      sum += difference * difference;
    }
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException(
          "signals to be compared hold numbers that are not finite; the reconstruction is not"
              + " usable");
    }
    return sum / expected.length;
  }

  /**
   * PSNR of one signal; positive infinity where the two are equal.
   *
   * @throws IllegalArgumentException as {@link #meanSquaredError}
   */
  public double of(Samples original, Samples reconstruction) {
    return fromMeanSquaredError(meanSquaredError(original, reconstruction));
  }

  /**
   * Both aggregates over a set: originals and reconstructions in the same order.
   *
   * @throws IllegalArgumentException if the lists are empty or differ in length
   */
  public Aggregate over(List<Samples> originals, List<Samples> reconstructions) {
    if (originals.isEmpty() || originals.size() != reconstructions.size()) {
      throw new IllegalArgumentException(
          "a mean needs as many reconstructions as originals and at least one, found "
              + reconstructions.size()
              + " and "
              + originals.size());
    }
    double[] errors = new double[originals.size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = meanSquaredError(originals.get(i), reconstructions.get(i));
    }
    return Aggregate.of(errors);
  }

  /** {@code -10 log10(mse)}: positive infinity for 0. */
  public static double fromMeanSquaredError(double meanSquaredError) {
    if (!(meanSquaredError >= 0)) {
      throw new IllegalArgumentException("mse = " + meanSquaredError + " must be 0 or more");
    }
    return -10 * Math.log10(meanSquaredError);
  }

  private static double eightBit(float value) {
    // Math.max and min hand NaN through, so that it is found rather than drawn as black.
    return Math.rint(255 * Math.min(1.0, Math.max(0.0, value)));
  }

  private static void requireSameForm(Samples original, Samples reconstruction) {
    if (!original.shape().equals(reconstruction.shape())
        || original.channels() != reconstruction.channels()) {
      throw new IllegalArgumentException(
          "an original of "
              + original.shape()
              + " with "
              + original.channels()
              + " channels cannot be compared with a reconstruction of "
              + reconstruction.shape()
              + " with "
              + reconstruction.channels());
    }
  }

  /**
   * The two ways of averaging over signals. They answer different questions and must not be mixed:
   * the first is what COIN, COIN++ and CompressAI report, the second what a data set coded as one
   * long signal would have.
   *
   * @param meanOfPsnr mean over signals of the per-signal PSNR, dB; infinite if one signal is exact
   * @param psnrOfMeanError PSNR of the mean over signals of the squared error, dB
   * @param signals number of signals
   */
  public record Aggregate(double meanOfPsnr, double psnrOfMeanError, int signals) {

    /** Both aggregates of per-signal mean squared errors. */
    public static Aggregate of(double... meanSquaredErrors) {
      if (meanSquaredErrors.length == 0) {
        throw new IllegalArgumentException("a mean needs at least one signal");
      }
      double psnr = 0;
      double error = 0;
      for (double each : meanSquaredErrors) {
        psnr += fromMeanSquaredError(each);
        error += each;
      }
      int signals = meanSquaredErrors.length;
      return new Aggregate(psnr / signals, fromMeanSquaredError(error / signals), signals);
    }
  }
}
