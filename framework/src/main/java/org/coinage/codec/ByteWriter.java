package org.coinage.codec;

import java.io.ByteArrayOutputStream;

/** Writes what {@link ByteReader} reads. */
final class ByteWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  int size() {
    return out.size();
  }

  ByteWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  ByteWriter unsignedByte(int value) {
    out.write(value);
    return this;
  }

  ByteWriter int64(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  ByteWriter number(long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write(((int) rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** Appends the checksum of everything since {@code from} and returns it. */
  int checksum(int from, int seed) {
    byte[] bytes = out.toByteArray();
    int crc = ByteReader.crc(bytes, from, bytes.length - from, seed);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(crc >>> shift);
    }
    return crc;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
