package org.coinage.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.Fingerprint;
import org.coinage.datasets.catalog.RemoteFile;

/** Length and SHA-256 of files on disk against what they should be. */
final class Checksums {

  private Checksums() {}

  /** SHA-256 of a file in lower-case hexadecimal. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[1 << 16];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        digest.update(block, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Hash of a file that has the length and the hash that are known of it.
   *
   * @throws DatasetException.Checksum if it has not
   */
  static String require(RemoteFile remote, Path file, String pinned) throws IOException {
    long length = Files.size(file);
    if (remote.bytes() >= 0 && length != remote.bytes()) {
      throw new DatasetException.Checksum(
          remote.uri() + ": got " + length + " bytes, expected " + remote.bytes());
    }
    String hash = sha256(file);
    String expected = remote.sha256().orElse(pinned);
    if (expected != null && !hash.equals(expected)) {
      throw new DatasetException.Checksum(
          remote.uri()
              + ": got a file of SHA-256 "
              + hash
              + ", expected "
              + expected
              + " (changed at its host, or tampered with)");
    }
    return hash;
  }
}
