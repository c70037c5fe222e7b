package org.coinage.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * A coin field by field, any of them wrong, with right checksums.
 *
 * <p>Starts as a coin of version 2 of 8 by 8 points with 3 channels.
 */
final class CoinForge {

  /** A section of the table, with what follows it. */
  private record Part(long tag, long declared, byte[] content) {}

  private final long fingerprint;
  private int version = 2;
  private int modality = 1;
  private long codebook;
  private int notch;
  private long channels = 3;
  private int axes = 2;
  private long[] extents = {8, 8};
  private long sections = -1;
  private final List<Part> parts = new ArrayList<>();

  CoinForge(Fingerprint mint) {
    this.fingerprint = mint.bits();
  }

  CoinForge version(int value) {
    version = value;
    return this;
  }

  CoinForge modality(int value) {
    modality = value;
    return this;
  }

  CoinForge codebook(long value) {
    codebook = value;
    return this;
  }

  CoinForge notch(int value) {
    notch = value;
    return this;
  }

  CoinForge channels(long value) {
    channels = value;
    return this;
  }

  CoinForge axes(int value) {
    axes = value;
    return this;
  }

  CoinForge extents(long... values) {
    extents = values;
    return this;
  }

  /** The count that the table says; by default the true one. */
  CoinForge sections(long value) {
    sections = value;
    return this;
  }

  CoinForge section(long tag, byte... content) {
    parts.add(new Part(tag, content.length, content));
    return this;
  }

  /** A section that says a length and has none. */
  CoinForge hollow(long tag, long length) {
    parts.add(new Part(tag, length, new byte[0]));
    return this;
  }

  CoinForge code(byte... content) {
    return section(CoinFile.CODE, content);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter();
    out.bytes(FileKind.COIN_MAGIC).unsignedByte(version);
    imprint(out);
    out.number(sections < 0 ? parts.size() : sections);
    parts.forEach(part -> out.unsignedByte((int) part.tag()).number(part.declared()));
    int crc = out.checksum(0, 0);
    for (Part part : parts) {
      int at = out.size();
      out.bytes(part.content()).checksum(at, crc);
    }
    return out.toBytes();
  }

  /** A purse of the same imprint with one block of that content. */
  byte[] toPurse(long coins, long blockSize, long length, byte... content) {
    ByteWriter out = new ByteWriter();
    out.bytes(FileKind.PURSE_MAGIC).unsignedByte(version);
    imprint(out);
    out.number(coins).number(blockSize).number(length);
    int crc = out.checksum(0, 0);
    int at = out.size();
    out.bytes(content).checksum(at, crc);
    return out.toBytes();
  }

  private void imprint(ByteWriter out) {
    out.int64(fingerprint).unsignedByte(modality).number(codebook);
    if (version >= 2) {
      out.unsignedByte(notch & 0xFF);
    }
    out.number(channels).unsignedByte(axes);
    for (long extent : extents) {
      out.number(extent);
    }
  }
}
