package org.coinage.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file read into memory at once, with errors that name it. */
public final class WholeFile {

  /** No file may be larger, 1 GiB. */
  public static final long MAX_BYTES = 1L << 30;

  private WholeFile() {}

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
