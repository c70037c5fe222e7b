package org.coinage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whole files in and out. Reading never allocates more than the file holds and the limit allows;
 * writing is all or nothing: a reader sees the old file, or the new one, never a part.
 */
final class FileBytes {

  private static final AtomicLong TEMPORARIES = new AtomicLong();

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

  /**
   * Writes beside the target, forces it to the disk, then moves it there.
   *
   * @throws FileAlreadyExistsException if the target exists and {@code overwrite} is false
   */
  static void write(Path path, byte[] bytes, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(path)) {
      throw new FileAlreadyExistsException(
          path.toString(), null, "exists already; choose another name or ask to overwrite");
    }
    long number = TEMPORARIES.incrementAndGet();
    // Not createTempFile: that would leave the file readable by its owner alone.
    Path temporary =
        path.resolveSibling(
            path.getFileName() + "." + ProcessHandle.current().pid() + "." + number + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(temporary, path, overwrite);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to, boolean overwrite) throws IOException {
    if (!overwrite) {
      // Not atomic everywhere, but never replaces what appeared meanwhile.
      Files.move(from, to);
      return;
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
