package org.coinage.codec;

import java.util.List;
import org.coinage.signal.Samples;

/**
 * A purse, and what a decoder makes of it.
 *
 * @param purse the file, already decoded once and found right
 * @param decoded per coin, the samples any decoder will give
 * @param meanSquaredErrors per coin, of these against the original
 */
public record StruckPurse(PurseFile purse, List<Samples> decoded, List<Double> meanSquaredErrors) {

  /** Freezes both lists. */
  public StruckPurse {
    decoded = List.copyOf(decoded);
    meanSquaredErrors = List.copyOf(meanSquaredErrors);
  }

  /** Mean over coins of the peak signal-to-noise ratio in dB, as in {@link Struck#psnr}. */
  public double meanPsnr() {
    return meanSquaredErrors.stream().mapToDouble(Struck::psnr).average().orElseThrow();
  }
}
