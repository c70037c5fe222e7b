package org.coinage.codec;

import java.util.HexFormat;

/**
 * The first 8 bytes of the SHA-256 of a mint's content without its provenance, which coins carry to
 * name the mint they need. Two mints that decode alike but were made on different days agree.
 *
 * @param bits the 8 bytes, big-endian
 */
public record Fingerprint(long bits) {

  /** Sixteen hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }
}
