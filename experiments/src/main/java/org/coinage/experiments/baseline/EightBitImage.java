package org.coinage.experiments.baseline;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * The form in which image codecs take and give pictures: 8 bits a sample, one channel or three.
 *
 * @param rows height
 * @param columns width
 * @param channels 1 (gray) or 3 (RGB)
 * @param bytes {@code [rows, columns, channels]}
 */
record EightBitImage(int rows, int columns, int channels, byte[] bytes) {

  /** Clamps to [0, 1] and rounds. */
  static EightBitImage of(Samples image) {
    GridShape shape = image.shape();
    int channels = image.channels();
    if (shape.rank() != 2 || (channels != 1 && channels != 3)) {
      throw new BaselineException(
          "image codecs take grids of rank 2 with 1 or 3 channels, not "
              + shape
              + " with "
              + channels);
    }
    byte[] bytes = new byte[image.values().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.rint(255 * Math.min(1.0, Math.max(0.0, image.values()[i])));
    }
    return new EightBitImage(shape.extent(0), shape.extent(1), channels, bytes);
  }

  /** A picture of type {@code BYTE_GRAY} or {@code INT_RGB}. */
  static EightBitImage of(BufferedImage picture) {
    int channels = picture.getRaster().getNumBands() == 1 ? 1 : 3;
    int columns = picture.getWidth();
    byte[] bytes = new byte[picture.getHeight() * columns * channels];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / channels % columns;
      int y = i / channels / columns;
      // Gray goes by the raster: getRGB would apply the curve of the gray colour space.
      bytes[i] =
          (byte)
              (channels == 1
                  ? picture.getRaster().getSample(x, y, 0)
                  : picture.getRGB(x, y) >> (16 - 8 * (i % 3)));
    }
    return new EightBitImage(picture.getHeight(), columns, channels, bytes);
  }

  BufferedImage toPicture() {
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage picture = new BufferedImage(columns, rows, type);
    WritableRaster raster = picture.getRaster();
    for (int i = 0; i < bytes.length; i++) {
      int point = i / channels;
      raster.setSample(point % columns, point / columns, i % channels, bytes[i] & 0xFF);
    }
    return picture;
  }

  Samples toSamples() {
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes[i] & 0xFF) / 255f;
    }
    return new Samples(GridShape.of(rows, columns), channels, values);
  }

  /** As a binary portable gray map (P5) or pixel map (P6). */
  byte[] toPortableMap() {
    byte[] header =
        ((channels == 1 ? "P5\n" : "P6\n") + columns + " " + rows + "\n255\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] map = Arrays.copyOf(header, header.length + bytes.length);
    System.arraycopy(bytes, 0, map, header.length, bytes.length);
    return map;
  }

  /** Reads a binary portable map of 8 bits, comments in its header included. */
  static EightBitImage ofPortableMap(byte[] map) {
    int[] numbers = new int[3];
    int at = 2;
    for (int field = 0; field < 3; field++) {
      while (at < map.length && (map[at] == '#' || Character.isWhitespace(map[at]))) {
        at = map[at] == '#' ? endOfLine(map, at) : at + 1;
      }
      while (at < map.length && Character.isDigit(map[at])) {
        numbers[field] = 10 * numbers[field] + map[at++] - '0';
      }
    }
    at++;
    boolean gray = map.length > 1 && map[1] == '5';
    int channels = gray ? 1 : 3;
    int length = numbers[0] * numbers[1] * channels;
    if (map.length < 2
        || map[0] != 'P'
        || (!gray && map[1] != '6')
        || numbers[2] != 255
        || map.length - at != length) {
      throw new BaselineException("not a portable map of 8 bits with " + length + " samples");
    }
    return new EightBitImage(
        numbers[1], numbers[0], channels, Arrays.copyOfRange(map, at, map.length));
  }

  private static int endOfLine(byte[] map, int from) {
    int at = from;
    while (at < map.length && map[at] != '\n') {
      at++;
    }
    return at;
  }
}
