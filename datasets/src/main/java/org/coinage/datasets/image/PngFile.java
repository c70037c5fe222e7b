package org.coinage.datasets.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.coinage.datasets.EightBit;
import org.coinage.signal.Samples;

/**
 * Writes samples as PNG of 8 bits, gray or RGB: values are clamped to [0, 1], multiplied by 255 and
 * rounded to the nearest integer, halves up.
 */
public final class PngFile {

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
   * The bytes of the file.
   *
   * @throws IllegalArgumentException if the samples are not an image of 1 or 3 channels
   */
  public static byte[] encode(Samples image) throws IOException {
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
    BufferedImage buffered =
        new BufferedImage(
            columns,
            rows,
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    byte[] bytes = EightBit.bytes(image);
    int[] samples = new int[bytes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes[i] & 255;
    }
    buffered.getRaster().setPixels(0, 0, columns, rows, samples);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(buffered, "png", stream)) {
        throw new IOException("this JVM has no PNG writer (is the module java.desktop there?)");
      }
    }
    return out.toByteArray();
  }
}
