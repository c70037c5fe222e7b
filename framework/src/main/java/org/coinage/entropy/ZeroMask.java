package org.coinage.entropy;

import java.util.BitSet;

/**
 * Which entries of an array are not zero, coded with the share of them, which reader and writer
 * both know: the entropy of a share p a entry, 0.47 bits at 90 % zeros. A one owns {@code [0, f)}
 * of 65536, {@code f = 65536 ones / entries} rounded down and brought into [1, 65535], a zero the
 * rest.
 */
public final class ZeroMask {

  private ZeroMask() {}

  /**
   * Writes a mask.
   *
   * @param mask ones among the first {@code entries}
   * @param entries at least 1
   */
  public static byte[] encode(BitSet mask, int entries) {
    if (entries < 1 || mask.length() > entries) {
      throw new IllegalArgumentException(
          "mask of " + entries + " entries with a one at " + (mask.length() - 1));
    }
    int ones = ones(mask.cardinality(), entries);
    RangeEncoder encoder = new RangeEncoder();
    for (int i = 0; i < entries; i++) {
      if (mask.get(i)) {
        encoder.encode(0, ones);
      } else {
        encoder.encode(ones, FrequencyTable.TOTAL - ones);
      }
    }
    return encoder.finish();
  }

  /**
   * Reads a mask.
   *
   * @param count of ones
   * @throws CorruptStreamException if no mask of so many ones has these bytes
   */
  public static BitSet decode(byte[] bytes, int entries, int count) {
    if (entries < 1 || count < 0 || count > entries) {
      throw new IllegalArgumentException("mask of " + entries + " entries with " + count + " ones");
    }
    int ones = ones(count, entries);
    RangeDecoder decoder = new RangeDecoder(bytes, 0, bytes.length);
    BitSet mask = new BitSet(entries);
    for (int i = 0; i < entries; i++) {
      if (decoder.target() < ones) {
        decoder.consume(0, ones);
        mask.set(i);
      } else {
        decoder.consume(ones, FrequencyTable.TOTAL - ones);
      }
    }
    decoder.finish();
    if (mask.cardinality() != count) {
      throw new CorruptStreamException(
          "mask: " + mask.cardinality() + " ones of " + entries + ", expected " + count);
    }
    return mask;
  }

  private static int ones(int count, int entries) {
    long share = (long) FrequencyTable.TOTAL * count / entries;
    return (int) Math.max(1, Math.min(FrequencyTable.TOTAL - 1L, share));
  }
}
