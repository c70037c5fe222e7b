package org.coinage.datasets.download;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How files are fetched.
 *
 * @param cache folder of all that was ever fetched, one folder a data set
 * @param offline whether only what is in the cache may be used
 * @param attempts how often a file is asked for before giving up, 1 to 20
 * @param backOff pause before the second attempt; doubled before each further one
 * @param stall how long a host may be silent
 */
public record DownloadSettings(
    Path cache, boolean offline, int attempts, Duration backOff, Duration stall) {

  /** Checks the ranges. */
  public DownloadSettings {
    if (attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException("attempts = " + attempts + " must be in [1, 20]");
    }
    if (backOff.isNegative() || stall.isNegative() || stall.isZero()) {
      throw new IllegalArgumentException(
          "backOff = " + backOff + " must not be negative, stall = " + stall + " must be positive");
    }
  }

  /** Four attempts, a second's pause at first, half a minute of silence allowed. */
  public static DownloadSettings usual(Path cache) {
    return new DownloadSettings(cache, false, 4, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  /** The same without the network. */
  public DownloadSettings withOffline() {
    return new DownloadSettings(cache, true, attempts, backOff, stall);
  }
}
