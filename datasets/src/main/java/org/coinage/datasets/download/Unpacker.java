package org.coinage.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.coinage.datasets.DatasetException;

/**
 * Unpacks {@code .tar.gz} archives into {@code folder.tmp}, which becomes {@code folder} in one
 * move once all is there; a marker in it tells of which archive it is. Only plain files and folders
 * below the target are taken: no links, no devices, no paths that lead out.
 */
final class Unpacker {

  static final String MARKER = ".unpacked-from";

  private static final long MAX_RATIO = 200;
  private static final long MAX_BYTES = 1L << 34;
  private static final int MAX_ENTRIES = 1_000_000;

  private Unpacker() {}

  /** The folder of an archive with a given hash, unpacked unless it already is. */
  static Path ensure(Path archive, Path folder, String hash) throws IOException {
    Path marker = folder.resolve(MARKER);
    if (Files.exists(marker) && Files.readString(marker, StandardCharsets.US_ASCII).equals(hash)) {
      return folder;
    }
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    delete(temporary);
    try {
      Files.createDirectories(temporary);
      unpack(archive, temporary);
      Files.writeString(temporary.resolve(MARKER), hash, StandardCharsets.US_ASCII);
      delete(folder);
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      return folder;
    } finally {
      delete(temporary);
    }
  }

  private static void unpack(Path archive, Path target) throws IOException {
    long budget = Math.min(MAX_BYTES, Math.max(1 << 20, MAX_RATIO * Files.size(archive)));
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            GzipCompressorInputStream.builder()
                .setPath(archive)
                .setDecompressConcatenated(true)
                .get())) {
      int entries = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++entries > MAX_ENTRIES) {
          throw new DatasetException.Format(archive, "holds more than " + MAX_ENTRIES + " entries");
        }
        Path path = inside(archive, target, entry);
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          budget = write(archive, tar, path, budget);
          if (Files.size(path) != entry.getSize()) {
            throw new DatasetException.Format(archive, entry.getName() + " in it is cut short");
          }
        }
      }
      if (entries == 0) {
        throw new DatasetException.Format(archive, "is an empty archive");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new DatasetException.Format(archive, "cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static Path inside(Path archive, Path target, TarArchiveEntry entry) {
    Path path = target.resolve(entry.getName()).normalize();
    boolean plain =
        entry.isDirectory() || (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink());
    boolean below = path.startsWith(target) && (entry.isDirectory() || !path.equals(target));
    if (!plain || !below || path.getFileName().toString().equals(MARKER)) {
      throw new DatasetException.Format(
          archive,
          "holds \""
              + entry.getName()
              + "\", which is "
              + (plain ? "outside its own folder" : "a link or device")
              + "; nothing was unpacked");
    }
    return path;
  }

  private static long write(Path archive, InputStream in, Path path, long budget)
      throws IOException {
    long left = budget;
    try (OutputStream out = Files.newOutputStream(path)) {
      byte[] block = new byte[1 << 16];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        left -= n;
        if (left < 0) {
          throw new DatasetException.Format(
              archive, "unpacks to more than " + MAX_RATIO + " times its size; refused");
        }
        out.write(block, 0, n);
      }
    }
    return left;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
