package org.coinage.codec;

import java.util.Locale;
import java.util.Objects;

/**
 * What a coin or purse shall cost, or be worth.
 *
 * @param kind what is aimed at
 * @param value in the unit of the kind, greater than 0
 */
public record RateTarget(Kind kind, double value) {

  /** What can be aimed at. */
  public enum Kind {
    /** Bytes of the file, headers and all; a budget, which is not exceeded. */
    BYTES("bytes"),
    /** Bits of the file per point; a budget, which is not exceeded. */
    BITS_PER_POINT("bits per point"),
    /** PSNR in dB as files on disk; the nearest there is. */
    PSNR("dB"),
    /** Price of a bit per point in mean squared error, whose sum with the error is minimised. */
    LAMBDA("of lambda");

    private final String unit;

    Kind(String unit) {
      this.unit = unit;
    }
  }

  /** Checks the number. */
  public RateTarget {
    Objects.requireNonNull(kind, "kind");
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "target = " + value + " " + kind.unit + " must be greater than 0 and finite");
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.6g %s", value, kind.unit);
  }
}
