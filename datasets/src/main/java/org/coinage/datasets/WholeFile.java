package org.coinage.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file read into memory at once, with errors that name it. */
public final class WholeFile {

  /** No file may be larger, 1 GiB. */
  public static final long MAX_BYTES = 1L << 30;

  private WholeFile() {}

  /** Reads what a file holds. */
  @FunctionalInterface
  interface Content<T> {

    T read(InputStream in) throws IOException;
  }

  /**
   * What a file holds, unpacked if it begins as gzip does.
   *
   * @throws DatasetException.Missing if it is not there or cannot be read
   * @throws DatasetException.Format if it is too large, or cannot be unpacked
   */
  static <T> T unpacked(Path file, Content<T> content) {
    byte[] packed = read(file);
    boolean gzip = packed.length > 1 && packed[0] == (byte) 0x1f && packed[1] == (byte) 0x8b;
    try (InputStream in =
        gzip
            ? new GZIPInputStream(new ByteArrayInputStream(packed))
            : new ByteArrayInputStream(packed)) {
      return content.read(in);
    } catch (IOException e) {
      throw new DatasetException.Format(
          file, "cannot be unpacked, it is damaged or cut short (" + e.getMessage() + ")", e);
    }
  }

  /**
   * All bytes of a file.
   *
   * @throws DatasetException.Missing if it is not there or cannot be read
   * @throws DatasetException.Format if it is larger than {@link #MAX_BYTES}
   */
  public static byte[] read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DatasetException.Missing(
          file + (Files.exists(file) ? " is not a file" : " does not exist"));
    }
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new DatasetException.Format(
            file, "has " + size + " bytes, more than the " + MAX_BYTES + " that are read at once");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DatasetException.Missing(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
