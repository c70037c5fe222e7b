package org.coinage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One compressed signal as it lies in a {@code .coin} file. Layout, numbers as LEB128, fixed-width
 * integers big-endian:
 *
 * <pre>
 *   C0 49 4E 0A            magic
 *   01 or 02               version
 *   imprint                8 bytes fingerprint, modality, codebook, signed byte of the step scale
 *                          (version 2 only), channels, axes (bit 7: patched), extents, extents of the patch where patched
 *   sections               count, then tag and length of each
 *   CRC32C                 of everything before
 *   per section            its bytes, then their CRC32C, begun with the CRC32C of the header
 * </pre>
 *
 * <p>A checksum that begins with that of the header ties a section to its coin. Tags from 0x80 may
 * be skipped by a reader that does not know them; others may not. Immutable by contract.
 *
 * @param name of the file, for messages; not stored
 * @param imprint mint and shape
 * @param code the entropy-coded symbols of all patches in order, one stream
 * @param digest SHA-256 of the decoded samples ({@link Decoder#digest}), where it was asked for
 */
public record CoinFile(String name, Imprint imprint, byte[] code, Optional<byte[]> digest) {

  static final int CODE = 0x01;
  static final int DIGEST = 0x80;
  private static final int SKIPPABLE = 0x80;
  private static final int DIGEST_BYTES = 32;

  /** Checks the length of the digest. */
  public CoinFile {
    if (digest.isPresent() && digest.get().length != DIGEST_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has " + DIGEST_BYTES + " bytes");
    }
  }

  /** Where a section lies. */
  record Section(int tag, int length) {}

  /** Reads and checks a file. */
  public static CoinFile read(Path path, Limits limits) throws IOException {
    return parse(FileBytes.read(path, limits), path.toString(), limits);
  }

  /** Reads and checks all that is left of a stream; {@code name} stands for it in errors. */
  public static CoinFile read(InputStream in, String name, Limits limits) throws IOException {
    return parse(FileBytes.read(in, name, limits), name, limits);
  }

  /** Checks bytes; {@code name} stands for the file in errors. */
  public static CoinFile parse(byte[] bytes, String name, Limits limits) throws CodecException {
    ByteReader in = new ByteReader(bytes, name);
    Imprint imprint = Preamble.read(in, bytes, FileKind.COIN, FileKind.COIN_MAGIC, limits);
    List<Section> sections = readTable(in, limits);
    int headerCrc = in.checksum("the header", 0, 0);
    byte[] code = null;
    byte[] digest = null;
    for (Section section : sections) {
      int at = in.position();
      String what = "section " + section.tag();
      byte[] content = in.bytes(what, section.length());
      in.checksum(what, at, headerCrc);
      if (section.tag() == CODE && code == null) {
        code = content;
      } else if (section.tag() == DIGEST && digest == null && content.length == DIGEST_BYTES) {
        digest = content;
      } else if (section.tag() == CODE || section.tag() == DIGEST) {
        throw new CodecException.Corrupt(name, at, what + " occurs twice or has a wrong length");
      }
    }
    in.requireEnd();
    if (code == null) {
      throw new CodecException.Corrupt(name, in.position(), "there is no section with a code");
    }
    return new CoinFile(name, imprint, code, Optional.ofNullable(digest));
  }

  private static List<Section> readTable(ByteReader in, Limits limits) throws CodecException {
    int count = in.number("the number of sections", 1, limits.sections(), "sections");
    List<Section> sections = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < count; i++) {
      int at = in.position();
      int tag = in.unsignedByte("the tag of a section");
      if (tag != CODE && tag < SKIPPABLE) {
        throw new CodecException.UnsupportedVersion(
            in.file(), at, "section", tag, "1 and skips those from 128");
      }
      at = in.position();
      int length = in.number("the length of a section", 0, Integer.MAX_VALUE, "section length");
      total += length;
      if (total > in.remaining()) {
        throw new CodecException.Truncated(in.file(), at, "section " + tag, length, in.remaining());
      }
      sections.add(new Section(tag, length));
    }
    return sections;
  }

  /** The bytes of the file. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    Preamble.write(out, FileKind.COIN_MAGIC, imprint);
    out.number(digest.isPresent() ? 2 : 1).unsignedByte(CODE).number(code.length);
    if (digest.isPresent()) {
      out.unsignedByte(DIGEST).number(DIGEST_BYTES);
    }
    int headerCrc = out.checksum(0, 0);
    int at = out.size();
    out.bytes(code).checksum(at, headerCrc);
    digest.ifPresent(
        sha -> {
          int from = out.size();
          out.bytes(sha).checksum(from, headerCrc);
        });
    return out.toBytes();
  }

  /**
   * Writes the file, all or nothing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists and {@code overwrite} is false
   */
  public void write(Path path, boolean overwrite) throws IOException {
    AtomicFile.write(path, toBytes(), overwrite);
  }
}
