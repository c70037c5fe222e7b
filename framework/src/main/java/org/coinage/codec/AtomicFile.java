package org.coinage.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Files written all or nothing: a reader sees the old file, or the new one, never a part. A process
 * that is told to end while it writes leaves nothing behind. Thread-safe.
 */
public final class AtomicFile {

  private static final Set<Path> UNFINISHED = new HashSet<>();
  private static long begun;
  private static boolean ending;

  private AtomicFile() {}

  /**
   * Writes beside the target, forces it to the disk, then moves it there.
   *
   * @throws FileAlreadyExistsException if the target exists and {@code overwrite} is false, also if
   *     it came into being meanwhile
   */
  public static void write(Path path, byte[] bytes, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(path)) {
      throw exists(path);
    }
    Path temporary = null;
    try {
      FileChannel opened = null;
      synchronized (UNFINISHED) {
        temporary = temporary(path);
        opened =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        UNFINISHED.add(temporary);
      }
      try (FileChannel channel = opened) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(temporary, path, overwrite);
    } finally {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
        synchronized (UNFINISHED) {
          UNFINISHED.remove(temporary);
        }
      }
    }
  }

  /** Not of createTempFile: that would leave the file readable by its owner alone. */
  private static Path temporary(Path path) throws IOException {
    if (ending) {
      throw new FileSystemException(path.toString(), null, "not written, the program is ending");
    }
    if (begun++ == 0) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(AtomicFile::leaveNothing, "unfinished-files"));
    }
    return path.resolveSibling(
        path.getFileName() + "." + ProcessHandle.current().pid() + "." + begun + ".tmp");
  }

  /** Threads go on while a JVM ends, so none may begin another file either. */
  private static void leaveNothing() {
    synchronized (UNFINISHED) {
      ending = true;
      // A file that cannot be deleted stays: nobody is left to tell.
      UNFINISHED.forEach(path -> path.toFile().delete());
    }
  }

  private static void move(Path from, Path to, boolean overwrite) throws IOException {
    if (!overwrite) {
      moveToFree(from, to);
      return;
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A second name is given in one step, or not at all where there is one; a move may replace. */
  private static void moveToFree(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      throw exists(to);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(from, to); // a file system without links
    }
  }

  private static FileAlreadyExistsException exists(Path path) {
    return new FileAlreadyExistsException(
        path.toString(), null, "exists already; choose another name or ask to overwrite");
  }
}
