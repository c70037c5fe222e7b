package org.coinage.fitting;

import java.util.Arrays;
import org.coinage.sparsity.MaskBits;

/**
 * A fit of a sparse code under a bound on its bits.
 *
 * @param steps of Adam, at least 1
 * @param rate learning rate of the entries behind the gates
 * @param gateRate learning rate of the gates' log alpha
 * @param dualRate rate of the multiplier, for a violation as a share of the bound
 * @param dropRate initial {@code 1 - alpha / (1 + alpha)}, in (0, 1); 0.5 gives gates of one half
 * @param bits the bound, for the whole code
 * @param bitsPerEntry counted for an entry that is not zero
 * @param mask whether the bits that say which entries these are count too
 * @param reopen whether room under the bound is given back to the gates that closed last, which no
 *     error does: gates that move in step close together, more of them than the bound asks for
 * @param seed of the network that a fit starts from where the base network is all zeros
 */
public record GatedFitSettings(
    int steps,
    double rate,
    double gateRate,
    double dualRate,
    double dropRate,
    int bits,
    int bitsPerEntry,
    boolean mask,
    boolean reopen,
    long seed) {

  /**
   * L0onie's rates (Ramirez and Gallego-Posada 2022) for a fifth of its steps, and a bound of 1000
   * bytes.
   */
  public static final GatedFitSettings L0ONIE =
      new GatedFitSettings(10_000, 1e-3, 7e-4, 1e-3, 0.5, 8000, 16, true, false, 1);

  /** Validates the settings. */
  public GatedFitSettings {
    if (steps < 1 || steps > 1_000_000) {
      throw new IllegalArgumentException("steps = " + steps + " must be in [1, 1000000]");
    }
    requireRate("rate", rate);
    requireRate("gateRate", gateRate);
    requireRate("dualRate", dualRate);
    if (!(dropRate > 0 && dropRate < 1)) {
      throw new IllegalArgumentException("dropRate = " + dropRate + " must be in (0, 1)");
    }
    if (bits < 1 || bitsPerEntry < 1 || bitsPerEntry > 64) {
      throw new IllegalArgumentException(
          "bits = %d must be at least 1, bitsPerEntry = %d in [1, 64]"
              .formatted(bits, bitsPerEntry));
    }
  }

  /** Bits counted for a code. */
  public double bits(double... code) {
    return bits(Arrays.stream(code).filter(entry -> entry != 0).count(), code.length);
  }

  /** Bits counted for a number of entries that are not zero. */
  private double bits(long kept, int entries) {
    return (double) kept * bitsPerEntry + (mask ? MaskBits.of(kept, entries) : 0);
  }

  /** How many more entries than so many may be kept, of a code of so many in all. */
  int room(long kept, int entries) {
    int room = 0;
    while (kept + room < entries && bits(kept + room + 1, entries) <= bits) {
      room++;
    }
    return room;
  }

  private static void requireRate(String key, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(key + " = " + value + " must be in (0, 1]");
    }
  }
}
