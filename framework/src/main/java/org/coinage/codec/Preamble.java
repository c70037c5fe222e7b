package org.coinage.codec;

/**
 * Magic and version with which coins and purses begin. Version 1 has no scale of the steps; what
 * does without one is written so, and every release reads both.
 */
final class Preamble {

  /** The version that has a scale of the steps. */
  static final int SCALED = 2;

  private static final int PLAIN = 1;

  private Preamble() {}

  /** The version in which an imprint is written. */
  static int version(Imprint imprint) {
    return imprint.step().equals(StepScale.NONE) ? PLAIN : SCALED;
  }

  static void write(ByteWriter out, byte[] magic, Imprint imprint) {
    out.bytes(magic).unsignedByte(version(imprint));
    imprint.write(out);
  }

  static Imprint read(ByteReader in, byte[] bytes, FileKind kind, byte[] magic, Limits limits)
      throws CodecException {
    if (!FileKind.startsWith(bytes, magic)) {
      if (bytes.length > 0 && bytes.length < magic.length && FileKind.startsWith(magic, bytes)) {
        throw new CodecException.Truncated(
            in.file(), 0, "the magic number", magic.length, bytes.length);
      }
      throw new CodecException.Foreign(in.file(), kind.toString(), FileKind.describe(bytes));
    }
    in.bytes("the magic number", magic.length);
    int found = in.unsignedByte("the format version");
    if (found != PLAIN && found != SCALED) {
      throw new CodecException.UnsupportedVersion(
          in.file(), magic.length, "format version", found, "versions 1 and 2");
    }
    return Imprint.read(in, found == SCALED, limits);
  }
}
