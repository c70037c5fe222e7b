package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Names of files to write, looked at before the work that fills them. */
final class Destination {

  private Destination() {}

  /**
   * Checks that a file can be written.
   *
   * @throws FileSystemException saying why not
   */
  static void requireFree(Path file, boolean overwrite) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder, a file is wanted");
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          file.toString(), null, "cannot be written, there is no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(
          file.toString(), null, "cannot be written, its folder is closed to this user");
    }
    if (!overwrite && Files.exists(file)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "exists already; choose another name or give --force");
    }
  }

  /** The name of a file without its last suffix. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Whether a path has a suffix, whatever its case. */
  static boolean hasSuffix(Path file, String suffix) {
    int length = suffix.length();
    String name = String.valueOf(file.getFileName());
    return name.regionMatches(true, name.length() - length, suffix, 0, length);
  }
}
