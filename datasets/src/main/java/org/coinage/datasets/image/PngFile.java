package org.coinage.datasets.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.coinage.datasets.EightBit;
import org.coinage.signal.Samples;

/**
 * Writes samples as PNG of 8 bits, gray or RGB: values are clamped to [0, 1], multiplied by 255 and
 * rounded to the nearest integer, halves up. Without ImageIO, which takes longer to start than a
 * small coin to decode.
 */
public final class PngFile {

  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int DEPTH = 8;

  private PngFile() {}

  /**
   * Writes an image; the file appears whole or not at all.
   *
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the samples are not an image of 1 or 3 channels
   */
  public static void write(Path file, Samples image) throws IOException {
    byte[] png = encode(image);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, png);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * The bytes of the file (ISO/IEC 15948).
   *
   * @throws IllegalArgumentException if the samples are not an image of 1 or 3 channels
   */
  public static byte[] encode(Samples image) {
    int channels = image.channels();
    if (image.shape().rank() != 2 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "a PNG holds [rows, columns] of 1 or 3 channels, not "
              + image.shape()
              + " of "
              + channels);
    }
    int rows = image.shape().extent(0);
    int columns = image.shape().extent(1);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(columns).putInt(rows);
    header.put((byte) DEPTH).put((byte) (channels == 1 ? GRAY : RGB)); // then three times method 0
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(PngStructure.SIGNATURE);
    chunk("IHDR", header.array(), png);
    chunk("IDAT", deflated(PngRows.filtered(EightBit.bytes(image), rows, channels)), png);
    chunk("IEND", new byte[0], png);
    return png.toByteArray();
  }

  private static void chunk(String type, byte[] data, ByteArrayOutputStream png) {
    ByteBuffer chunk = ByteBuffer.allocate(Math.addExact(data.length, 12));
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, data.length + 4);
    png.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
