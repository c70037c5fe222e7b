package org.coinage.experiments.cli;

import java.util.Optional;
import org.coinage.codec.RateTarget;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What files shall cost or be worth, at most one of four. */
final class RateOptions {

  @ArgGroup(exclusive = true)
  private Target target;

  private static final class Target {

    @Option(names = "--bytes", paramLabel = "N", description = "Bytes of the file, not exceeded.")
    private Double bytes;

    @Option(
        names = "--bpp",
        paramLabel = "R",
        description = "Bits of the file per pixel, not exceeded.")
    private Double bitsPerPoint;

    @Option(
        names = "--psnr",
        paramLabel = "DB",
        description = "PSNR as a file on disk; of a purse the mean.")
    private Double psnr;

    @Option(
        names = "--lambda",
        paramLabel = "L",
        description = "Price of a bit per pixel in mean squared error.")
    private Double lambda;

    private RateTarget get() {
      if (bytes != null) {
        return new RateTarget(RateTarget.Kind.BYTES, bytes);
      }
      if (bitsPerPoint != null) {
        return new RateTarget(RateTarget.Kind.BITS_PER_POINT, bitsPerPoint);
      }
      if (psnr != null) {
        return new RateTarget(RateTarget.Kind.PSNR, psnr);
      }
      return new RateTarget(RateTarget.Kind.LAMBDA, lambda);
    }
  }

  /** What was asked for, if anything was. */
  Optional<RateTarget> target() {
    return Optional.ofNullable(target).map(Target::get);
  }
}
