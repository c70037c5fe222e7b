package org.coinage.entropy;

import java.util.Objects;

/**
 * Reads what {@link RangeEncoder} wrote. Bytes beyond the end count as zero, so a truncated or
 * foreign stream decodes to wrong symbols or raises {@link CorruptStreamException}, never anything
 * else.
 *
 * <p>Not thread-safe. Does not copy or change the array.
 */
public final class RangeDecoder {

  private final byte[] bytes;
  private final int from;
  private final int end;
  private long position;
  private long code;
  private long range = 1L << RangeEncoder.STATE_BITS;

  /**
   * Opens the stream in {@code bytes[offset, offset + length)}.
   *
   * @throws IndexOutOfBoundsException if that lies outside the array
   */
  public RangeDecoder(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.from = offset;
    this.end = offset + length;
    this.position = offset;
    for (int i = 0; i < RangeEncoder.STATE_BITS; i += 8) {
      code = code << 8 | next();
    }
  }

  /**
   * Where in [0, 2^16) the next symbol's share lies; {@link #consume} must follow with that share.
   *
   * @throws CorruptStreamException if no symbol leads here
   */
  public int target() {
    return target(RangeEncoder.PRECISION);
  }

  /**
   * Steps over the symbol that owns {@code [start, start + frequency)} of 2^16.
   *
   * @throws IllegalArgumentException if the last {@link #target} is not in that share
   */
  public void consume(int start, int frequency) {
    int target = target();
    if (target < start || target - start >= frequency || frequency > 65536 - start) {
      throw new IllegalArgumentException(
          "share: start " + start + ", frequency " + frequency + " does not hold target " + target);
    }
    narrow(start, frequency, RangeEncoder.PRECISION);
  }

  /**
   * Reads {@code count} raw bits, 0 to 16.
   *
   * @throws CorruptStreamException if no bits lead here
   */
  public int decodeBits(int count) {
    if (count < 0 || count > RangeEncoder.PRECISION) {
      throw new IllegalArgumentException("raw bits: count " + count + "; expected 0 to 16");
    }
    int value = target(count);
    narrow(value, 1, count);
    return value;
  }

  /**
   * Checks, after the last symbol, that the encoder could have ended here.
   *
   * @throws CorruptStreamException if bytes are left over, or the last byte is one that {@link
   *     RangeEncoder#finish} would have trimmed
   */
  public void finish() {
    if (position < end) {
      throw new CorruptStreamException(
          "coded stream: " + (end - position) + " of " + (end - from) + " bytes left over");
    }
    if (end > from && bytes[end - 1] == 0) {
      throw new CorruptStreamException(
          "coded stream: ends in a zero byte, which no encoder writes");
    }
  }

  private int target(int precision) {
    long target = code / (range >>> precision);
    if (target >>> precision != 0) {
      throw new CorruptStreamException(
          "coded stream: impossible state near byte " + (Math.min(position, end) - from));
    }
    return (int) target;
  }

  private void narrow(int start, int frequency, int precision) {
    long share = range >>> precision;
    code -= share * start;
    range = share * frequency;
    while (range < RangeEncoder.RENORMALISE_BELOW) {
      code = code << 8 | next();
      range <<= 8;
    }
  }

  private int next() {
    int at = (int) Math.min(position, end);
    position++;
    return at < end ? bytes[at] & 0xFF : 0;
  }
}
