package org.coinage.codec;

/** Magic and version with which coins and purses begin. */
final class Preamble {

  private Preamble() {}

  static void write(ByteWriter out, byte[] magic, int version) {
    out.bytes(magic).unsignedByte(version);
  }

  static void read(ByteReader in, byte[] bytes, FileKind kind, byte[] magic, int version)
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
    if (found != version) {
      throw new CodecException.UnsupportedVersion(
          in.file(), magic.length, "format version", found, "version " + version);
    }
  }
}
