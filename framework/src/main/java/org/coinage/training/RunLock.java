package org.coinage.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs out of one directory. The operating system holds the lock, so that it ends with
 * the process, however that ends; the process id in the file is for the message.
 */
final class RunLock implements AutoCloseable {

  private static final String NAME = "LOCK";

  /** A byte no content reaches: some systems let nobody read a locked one. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of an existing directory.
   *
   * @throws CheckpointException.Locked at once, if it is taken
   */
  static RunLock take(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
          throw new CheckpointException.Locked(directory, "process " + holder(channel));
        }
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
            0);
        return new RunLock(channel);
      } catch (OverlappingFileLockException e) {
        channel.close();
        throw new CheckpointException.Locked(directory, "another run of this process");
      } catch (IOException | CheckpointException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new CheckpointException.Failed("lock", file, e);
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(20);
    int read = channel.read(buffer, 0);
    return read <= 0 ? "(unknown)" : new String(buffer.array(), 0, read, StandardCharsets.UTF_8);
  }

  /** Releases the lock; the file stays, for deleting it would let two runs lock different files. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CheckpointException.Failed("release the lock on", Path.of(NAME), e);
    }
  }
}
