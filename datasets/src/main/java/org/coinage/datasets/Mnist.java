package org.coinage.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * Images in the idx format of MNIST (LeCun, Cortes, Burges), plain or gzipped: a big-endian header
 * {@code 0x00000803, count, rows, columns}, then unsigned bytes. Samples are {@code [rows,
 * columns]} with 1 channel; Fashion-MNIST and its kin have the same format.
 *
 * <p>The file is kept in memory as bytes. Immutable and thread-safe.
 */
public final class Mnist implements SampleSet {

  /** Unsigned bytes ({@code 08}) in three dimensions ({@code 03}). */
  private static final int MAGIC = 0x00000803;

  private static final int HEADER = 16;
  private static final int MAX_EXTENT = 32_768;

  private final String name;
  private final GridShape shape;
  private final int size;
  private final byte[] bytes;
  private final Fingerprint fingerprint = Fingerprint.ofSamples(this);

  private Mnist(String name, GridShape shape, int size, byte[] bytes) {
    this.name = name;
    this.shape = shape;
    this.size = size;
    this.bytes = bytes;
  }

  /**
   * The images of one idx3 file; it is unpacked if it begins as gzip does.
   *
   * @throws DatasetException.Missing if there is no such file
   * @throws DatasetException.Format if magic number, dimensions or length are wrong
   */
  public static Mnist file(Path file) {
    return WholeFile.unpacked(file, in -> read(file, in));
  }

  private static Mnist read(Path file, InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER) {
      throw new DatasetException.Format(
          file, "ends after " + header.length + " of the " + HEADER + " bytes of its header");
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int magic = fields.getInt();
    if (magic != MAGIC) {
      throw new DatasetException.Format(
          file,
          String.format(
              "begins with 0x%08x, idx images with 0x%08x%s",
              magic, MAGIC, magic == 0x801 ? " (these are labels)" : ""));
    }
    int count = fields.getInt();
    int rows = fields.getInt();
    int columns = fields.getInt();
    if (count < 1 || rows < 1 || columns < 1 || rows > MAX_EXTENT || columns > MAX_EXTENT) {
      throw new DatasetException.Format(
          file, "declares " + count + " images of " + rows + "x" + columns);
    }
    long length = (long) rows * columns * count;
    if (length / rows / columns != count || length > WholeFile.MAX_BYTES) {
      throw new DatasetException.Format(
          file, "declares " + count + " images of " + rows + "x" + columns + ", more than 1 GiB");
    }
    // Grows with what is really there, so that a lying header allocates nothing.
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new DatasetException.Format(
          file,
          "declares " + length + " bytes of images, " + bytes.length + " follow (cut short?)");
    }
    if (in.read() >= 0) {
      throw new DatasetException.Format(
          file, "goes on after the " + length + " bytes of images that it declares");
    }
    String name = file.getFileName().toString();
    return new Mnist(name, GridShape.of(rows, columns), count, bytes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Samples get(int index) {
    return EightBit.samples(shape, 1, bytes, Objects.checkIndex(index, size) * shape.points());
  }

  @Override
  public String id(int index) {
    return name + "#" + Objects.checkIndex(index, size);
  }

  @Override
  public String fingerprint() {
    return fingerprint.value();
  }
}
