package org.coinage.datasets.catalog;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * One file on a host.
 *
 * @param name what it is called in the cache
 * @param uri where it is
 * @param bytes its length, or -1 where it is not known for sure
 * @param sha256 its SHA-256 in lower-case hexadecimal, or empty where it is not known for sure:
 *     then the first download fixes it
 * @param verified how the length and the hash are known
 * @param unpack the folder that the archive is unpacked into, or empty if it is none
 */
public record RemoteFile(
    String name,
    URI uri,
    long bytes,
    Optional<String> sha256,
    String verified,
    Optional<String> unpack) {

  /** Checks that the name is a plain one and the hash a hash. */
  public RemoteFile {
    requirePlain(name);
    unpack.ifPresent(RemoteFile::requirePlain);
    sha256.ifPresent(
        hash -> {
          if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                name + ": " + hash + " is not a SHA-256 in lower-case hexadecimal");
          }
        });
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(name + ": " + uri + " is no http or https address");
    }
  }

  private static void requirePlain(String name) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a plain file name of letters, digits, dot, dash and underscore");
    }
  }
}
