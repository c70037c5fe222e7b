package org.coinage.codec;

import org.coinage.signal.Samples;

/**
 * A coin, and what a decoder makes of it.
 *
 * @param coin the file, already decoded once and found right
 * @param decoded the samples any decoder will give
 * @param meanSquaredError of these against the original, over points and channels
 */
public record Struck(CoinFile coin, Samples decoded, double meanSquaredError) {

  /** Peak signal-to-noise ratio in dB for samples in [0, 1], without clamping or rounding. */
  public double psnr() {
    return psnr(meanSquaredError);
  }

  static double psnr(double meanSquaredError) {
    return -10 * StrictMath.log10(meanSquaredError);
  }

  static double meanSquaredError(Samples original, Samples decoded) {
    float[] expected = original.values();
    float[] found = decoded.values();
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = (double) found[i] - expected[i];
      sum += error * error;
    }
    return sum / expected.length;
  }
}
