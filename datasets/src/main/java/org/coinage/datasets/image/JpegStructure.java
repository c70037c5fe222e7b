package org.coinage.datasets.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.coinage.datasets.DatasetException;

/** Reads the marker segments of a JPEG file (ITU-T T.81, annex B) up to the first scan. */
final class JpegStructure {

  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;

  private JpegStructure() {}

  static boolean recognises(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xff
        && bytes[1] == (byte) START_OF_IMAGE
        && bytes[2] == (byte) 0xff;
  }

  static ImageHeader check(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).position(2);
    ImageHeader frame = null;
    Orientation orientation = Orientation.UPRIGHT;
    while (true) {
      int marker = nextMarker(file, in);
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      if (isStandalone(marker)) {
        continue;
      }
      ByteBuffer segment = segment(file, in);
      if (isFrame(marker)) {
        frame = frame(file, marker, segment);
      } else if (marker == APP1) {
        orientation = ExifOrientation.of(segment).orElse(orientation);
      }
    }
    if (frame == null) {
      throw new DatasetException.Format(file, "has no JPEG frame header before its first scan");
    }
    return new ImageHeader("jpeg", frame.width(), frame.height(), orientation);
  }

  private static int nextMarker(Path file, ByteBuffer in) {
    while (in.remaining() >= 2) {
      if ((in.get() & 255) != 0xff) {
        throw new DatasetException.Format(
            file, "has no JPEG marker at byte " + (in.position() - 1) + " (damaged?)");
      }
      int marker = in.get() & 255;
      if (marker != 0xff) {
        return marker;
      }
      in.position(in.position() - 1); // a fill byte
    }
    throw new DatasetException.Format(file, "ends within its JPEG header (cut short?)");
  }

  private static ByteBuffer segment(Path file, ByteBuffer in) {
    int length = in.remaining() < 2 ? 0 : in.getShort() & 0xffff;
    if (length < 2 || length - 2 > in.remaining()) {
      throw new DatasetException.Format(file, "ends within its JPEG header (cut short?)");
    }
    ByteBuffer segment = in.slice().limit(length - 2);
    in.position(in.position() + length - 2);
    return segment;
  }

  private static boolean isStandalone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static ImageHeader frame(Path file, int marker, ByteBuffer segment) {
    if (segment.remaining() < 6) {
      throw new DatasetException.Format(file, "its JPEG frame header is too short (damaged?)");
    }
    if (marker > 0xc2) {
      throw new DatasetException.Format(
          file, "is a lossless, hierarchical or arithmetic-coded JPEG; save it as PNG");
    }
    int precision = segment.get() & 255;
    int height = segment.getShort() & 0xffff;
    int width = segment.getShort() & 0xffff;
    int components = segment.get() & 255;
    if (precision != 8) {
      throw new DatasetException.Format(
          file, "is a JPEG of " + precision + " bits a sample; save it as PNG");
    }
    if (components == 4) {
      throw new DatasetException.Format(
          file, "is a CMYK (or YCCK) JPEG, which has no defined RGB values; convert it to sRGB");
    }
    if (components != 1 && components != 3) {
      throw new DatasetException.Format(
          file, "is a JPEG with " + components + " components; only gray and RGB are read");
    }
    return new ImageHeader("jpeg", width, height, Orientation.UPRIGHT);
  }
}
