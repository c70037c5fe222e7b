package org.coinage.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The operations on files from which a checkpoint is made; a seam where tests let each one fail.
 */
interface CheckpointDisk {

  /** The file system of this machine. */
  CheckpointDisk REAL = new Real();

  /** Creates a directory and its parents if they are missing. */
  void createDirectories(Path directory) throws IOException;

  /** Creates a file with this content, on the medium before it returns. */
  void write(Path file, byte[] content) throws IOException;

  /** Gives a directory its final name, at once or not at all. */
  void move(Path from, Path to) throws IOException;

  /** Makes the names in a directory reach the medium. */
  void force(Path directory) throws IOException;

  /** Deletes a file or directory with all it contains; nothing happens if it is missing. */
  void delete(Path path) throws IOException;

  /** The content of a file. */
  byte[] read(Path file) throws IOException;

  /** The paths in a directory, sorted. */
  List<Path> list(Path directory) throws IOException;

  /** See {@link #REAL}. */
  final class Real implements CheckpointDisk {

    private static final boolean WINDOWS =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private Real() {}

    @Override
    public void createDirectories(Path directory) throws IOException {
      Files.createDirectories(directory);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void force(Path directory) throws IOException {
      if (WINDOWS) {
        return; // directories cannot be opened there, and NTFS journals their entries
      }
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }

    @Override
    public void delete(Path path) throws IOException {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        for (Path child : list(path)) {
          delete(child);
        }
      }
      Files.deleteIfExists(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
      return Files.readAllBytes(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
      try (Stream<Path> paths = Files.list(directory)) {
        return paths.sorted().toList();
      }
    }
  }
}
