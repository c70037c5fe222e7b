package org.coinage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whole files in: never allocates more than the file holds and the limit allows. */
final class FileBytes {

  private FileBytes() {}

  static byte[] read(Path path, Limits limits) throws IOException {
    if (Files.isDirectory(path)) {
      throw new CodecException.Foreign(path.toString(), "file", "a directory");
    }
    try (InputStream in = Files.newInputStream(path)) {
      long size = Files.size(path);
      if (size > limits.fileBytes()) {
        throw tooLarge(path.toString(), size, limits);
      }
      return read(in, path.toString(), limits);
    }
  }

  /** All that is left of a stream, however few bytes it gives at a time. */
  static byte[] read(InputStream in, String name, Limits limits) throws IOException {
    byte[] bytes = in.readNBytes((int) limits.fileBytes());
    if (bytes.length == limits.fileBytes() && in.read() >= 0) {
      throw tooLarge(name, limits.fileBytes() + 1, limits);
    }
    return bytes;
  }

  private static CodecException tooLarge(String name, long size, Limits limits) {
    return new CodecException.LimitExceeded(
        name, 0, "the file size", size, "fileBytes", limits.fileBytes());
  }
}
