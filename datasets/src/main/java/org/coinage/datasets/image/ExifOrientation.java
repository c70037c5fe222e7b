package org.coinage.datasets.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds the orientation tag in an EXIF segment: a TIFF header and its first directory (JEITA
 * CP-3451, 4.6.2). Whatever is malformed counts as absent, since cameras and editors write all
 * sorts.
 */
final class ExifOrientation {

  private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};
  private static final int TAG = 0x0112;
  private static final int TYPE_SHORT = 3;
  private static final int ENTRY = 12;

  private ExifOrientation() {}

  static Optional<Orientation> of(ByteBuffer segment) {
    if (segment.remaining() < PREFIX.length + 8
        || !segment.slice().limit(PREFIX.length).equals(ByteBuffer.wrap(PREFIX))) {
      return Optional.empty();
    }
    ByteBuffer tiff = segment.slice().position(PREFIX.length).slice();
    int byteOrder = tiff.getShort(0);
    if (byteOrder == 0x4949) {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    } else if (byteOrder != 0x4d4d) {
      return Optional.empty();
    }
    int directory = tiff.getInt(4);
    if (tiff.getShort(2) != 42 || directory < 8 || directory > tiff.limit() - 2) {
      return Optional.empty();
    }
    int entries = tiff.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if (entry > tiff.limit() - ENTRY) {
        return Optional.empty();
      }
      if ((tiff.getShort(entry) & 0xffff) == TAG) {
        return tiff.getShort(entry + 2) == TYPE_SHORT
            ? Orientation.ofExif(tiff.getShort(entry + 8) & 0xffff)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
