package org.coinage.sparsity;

/** What it costs to say which entries are kept: the position costs as much as the values do. */
public final class MaskBits {

  private MaskBits() {}

  /** Bits of an ideal code for {@code kept} of {@code entries}: {@code n H(kept / n)}. */
  public static double of(long kept, long entries) {
    if (kept < 0 || kept > entries) {
      throw new IllegalArgumentException(
          "kept = %d must be in [0, entries], entries = %d".formatted(kept, entries));
    }
    return term(kept, entries) + term(entries - kept, entries);
  }

  private static double term(long part, long entries) {
    return part == 0 ? 0 : part * (StrictMath.log((double) entries / part) / StrictMath.log(2));
  }
}
