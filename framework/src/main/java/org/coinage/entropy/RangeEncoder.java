package org.coinage.entropy;

import java.util.Arrays;

/**
 * Writes symbols as one number in [0, 1): each symbol narrows the interval to its share. Byte-wise
 * range coder with carry propagation; the exact arithmetic is in the package documentation.
 *
 * <p>Not thread-safe. One encoder writes one stream.
 */
public final class RangeEncoder {

  /** Frequencies of a symbol's table sum to 2 to this power. */
  public static final int PRECISION = 16;

  static final int STATE_BITS = 48;
  static final long STATE_MASK = (1L << STATE_BITS) - 1;
  static final int TOP_SHIFT = STATE_BITS - 8;
  static final long RENORMALISE_BELOW = 1L << TOP_SHIFT;

  private long low;
  private long range = 1L << STATE_BITS;
  private byte[] out = new byte[64];
  private int size;
  private boolean finished;

  /** An encoder at the start of an empty stream. */
  public RangeEncoder() {}

  /**
   * Writes the symbol that owns {@code [start, start + frequency)} of 2^16.
   *
   * @throws IllegalArgumentException if the share is empty or leaves [0, 2^16]
   */
  public void encode(int start, int frequency) {
    if (start < 0 || frequency < 1 || frequency > (1 << PRECISION) - start) {
      throw new IllegalArgumentException(
          "share: start " + start + ", frequency " + frequency + "; expected within [0, 65536]");
    }
    narrow(start, frequency, PRECISION);
  }

  /**
   * Writes the low {@code count} bits of {@code value}, each at the cost of one bit.
   *
   * @param count 0 to 16
   * @throws IllegalArgumentException if {@code value} does not fit
   */
  public void encodeBits(int value, int count) {
    if (count < 0 || count > PRECISION || value < 0 || value >>> count != 0) {
      throw new IllegalArgumentException(
          "raw bits: value "
              + value
              + " in "
              + count
              + " bits; expected 0 to 16 bits that hold it");
    }
    narrow(value, 1, count);
  }

  /**
   * Ends the stream: the number of the final interval that needs the fewest bytes, without its
   * trailing zero bytes. May be empty.
   */
  public byte[] finish() {
    requireOpen();
    finished = true;
    // The interval holds at least 2^40 numbers, so at most one byte beyond those written is needed.
    for (int zeroBits = STATE_BITS; zeroBits >= TOP_SHIFT; zeroBits -= 8) {
      long mask = (1L << zeroBits) - 1;
      long candidate = (low + mask) & ~mask;
      if (candidate - low < range) {
        low = candidate;
        break;
      }
    }
    propagateCarry();
    put();
    int length = size;
    while (length > 0 && out[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(out, length);
  }

  private void narrow(int start, int frequency, int precision) {
    requireOpen();
    long share = range >>> precision;
    low += share * start;
    range = share * frequency;
    propagateCarry();
    while (range < RENORMALISE_BELOW) {
      put();
      range <<= 8;
    }
  }

  private void propagateCarry() {
    if (low > STATE_MASK) {
      low &= STATE_MASK;
      // The number stays below 1, so a byte that can take the carry exists.
      int at = size - 1;
      while (++out[at] == 0) {
        at--;
      }
    }
  }

  private void put() {
    if (size == out.length) {
      out = Arrays.copyOf(out, 2 * size);
    }
    out[size++] = (byte) (low >>> TOP_SHIFT);
    low = (low << 8) & STATE_MASK;
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("this range encoder is finished; start another one");
    }
  }
}
