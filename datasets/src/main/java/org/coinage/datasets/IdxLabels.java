package org.coinage.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The labels of an idx1 file, as MNIST has them beside its images. */
public final class IdxLabels {

  /** Unsigned bytes ({@code 08}) in one dimension ({@code 01}). */
  private static final int MAGIC = 0x00000801;

  private static final int HEADER = 8;

  private IdxLabels() {}

  /**
   * The labels of a file; it is unpacked if it begins as gzip does.
   *
   * @return {@code [images]}, 0 to 255
   * @throws DatasetException.Missing if there is no such file
   * @throws DatasetException.Format if magic number or length are wrong
   */
  public static int[] file(Path file) {
    return WholeFile.unpacked(file, in -> read(file, in));
  }

  private static int[] read(Path file, InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER) {
      throw new DatasetException.Format(
          file, "ends after " + header.length + " of the " + HEADER + " bytes of its header");
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int magic = fields.getInt();
    int count = fields.getInt();
    if (magic != MAGIC || count < 1) {
      throw new DatasetException.Format(
          file,
          String.format(
              "begins with 0x%08x and declares %d labels, idx labels begin with 0x%08x",
              magic, count, MAGIC));
    }
    // One more than declared tells a file that goes on; a lying header allocates nothing.
    byte[] bytes = in.readNBytes((int) Math.min(WholeFile.MAX_BYTES, count + 1L));
    if (bytes.length != count) {
      throw new DatasetException.Format(
          file, "declares " + count + " labels, " + bytes.length + " follow");
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = bytes[i] & 0xff;
    }
    return labels;
  }
}
