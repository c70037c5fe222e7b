package org.coinage.codec;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads the fields of a coin or purse in order; knows where it stands when something is wrong. */
final class ByteReader {

  private final byte[] bytes;
  private final String file;
  private int position;

  ByteReader(byte[] bytes, String file) {
    this.bytes = bytes;
    this.file = file;
  }

  String file() {
    return file;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  byte[] bytes(String what, long count) throws CodecException {
    require(what, count);
    position += (int) count;
    return Arrays.copyOfRange(bytes, position - (int) count, position);
  }

  int unsignedByte(String what) throws CodecException {
    require(what, 1);
    return bytes[position++] & 0xFF;
  }

  long int64(String what) throws CodecException {
    require(what, 8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | unsignedByte(what);
    }
    return value;
  }

  /** A number in [low, high]; above it the named limit is exceeded. */
  int number(String what, int low, long high, String limit) throws CodecException {
    int at = position;
    long value = varint(what);
    if (value > high) {
      throw new CodecException.LimitExceeded(file, at, what, value, limit, high);
    }
    if (value < low) {
      throw new CodecException.Corrupt(file, at, what + " is " + value + ", at least " + low);
    }
    return (int) value;
  }

  /** LEB128: seven bits a byte, low ones first, no more bytes than needed. */
  private long varint(String what) throws CodecException {
    int start = position;
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      int part = unsignedByte(what);
      value |= (part & 0x7FL) << shift;
      if (part < 0x80) {
        if (part == 0 && shift > 0) {
          break;
        }
        return value;
      }
    }
    throw new CodecException.Corrupt(file, start, what + " is not a number in its shortest form");
  }

  /** Compares the checksum that follows with that of the bytes since {@code from}; returns it. */
  int checksum(String what, int from, int seed) throws CodecException {
    int computed = crc(bytes, from, position - from, seed);
    int at = position;
    require("the checksum of " + what, 4);
    int stored = 0;
    for (int i = 0; i < 4; i++) {
      stored = stored << 8 | (bytes[position++] & 0xFF);
    }
    if (stored != computed) {
      throw new CodecException.Corrupt(
          file,
          at,
          "the checksum of "
              + what
              + " is "
              + Integer.toHexString(computed)
              + ", expected "
              + Integer.toHexString(stored));
    }
    return computed;
  }

  void requireEnd() throws CodecException {
    if (remaining() > 0) {
      throw new CodecException.Corrupt(
          file, position, remaining() + " bytes follow the end of the content");
    }
  }

  private void require(String what, long count) throws CodecException {
    if (count > remaining()) {
      throw new CodecException.Truncated(file, position, what, count, remaining());
    }
  }

  /** CRC32C of the four bytes of {@code seed}, then of a range. */
  static int crc(byte[] bytes, int from, int length, int seed) {
    CRC32C crc = new CRC32C();
    crc.update(
        new byte[] {(byte) (seed >>> 24), (byte) (seed >>> 16), (byte) (seed >>> 8), (byte) seed});
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
