package org.coinage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many small signals of one shape as they lie in a {@code .purse} file: one header, then blocks of
 * coins. The coins of a block share one entropy-coded stream, so none pays for its own end; a block
 * is read without the others, and a damaged one loses only itself. Layout as in {@link CoinFile}:
 *
 * <pre>
 *   C0 50 53 0A            magic
 *   01 or 02               version
 *   imprint                as in a coin
 *   blocks                 number of coins, coins per block, then the length of each block
 *   CRC32C                 of everything before
 *   per block              its bytes, then their CRC32C, begun with the CRC32C of the header plus
 *                          the number of the block
 * </pre>
 *
 * <p>Instances read from a file have checked the header and that the file is complete; a block is
 * checked when it is asked for. Immutable by contract.
 */
public final class PurseFile {

  /** Coins per block where nothing else is asked for. */
  public static final int DEFAULT_BLOCK = 64;

  private final Imprint imprint;
  private final int coins;
  private final int blockSize;
  private final byte[] bytes;
  private final String name;
  private final int headerCrc;
  private final int[] starts;

  private PurseFile(
      Imprint imprint,
      int coins,
      int blockSize,
      byte[] bytes,
      String name,
      int headerCrc,
      int[] starts) {
    this.imprint = imprint;
    this.coins = coins;
    this.blockSize = blockSize;
    this.bytes = bytes;
    this.name = name;
    this.headerCrc = headerCrc;
    this.starts = starts;
  }

  /** A purse of blocks already coded, each of {@code blockSize} coins but the last. */
  static PurseFile of(Imprint imprint, int coins, int blockSize, List<byte[]> blocks) {
    ByteWriter out = new ByteWriter();
    Preamble.write(out, FileKind.PURSE_MAGIC, imprint);
    out.number(coins).number(blockSize);
    blocks.forEach(block -> out.number(block.length));
    int headerCrc = out.checksum(0, 0);
    int[] starts = new int[blocks.size() + 1];
    for (int i = 0; i < blocks.size(); i++) {
      starts[i] = out.size();
      out.bytes(blocks.get(i)).checksum(starts[i], headerCrc + i);
    }
    starts[blocks.size()] = out.size();
    return new PurseFile(imprint, coins, blockSize, out.toBytes(), "purse", headerCrc, starts);
  }

  /** Reads a file and checks its header. */
  public static PurseFile read(Path path, Limits limits) throws IOException {
    return parse(FileBytes.read(path, limits), path.toString(), limits);
  }

  /** Reads all that is left of a stream and checks its header. */
  public static PurseFile read(InputStream in, String name, Limits limits) throws IOException {
    return parse(FileBytes.read(in, name, limits), name, limits);
  }

  /** Checks the header of bytes; {@code name} stands for the file in errors. */
  public static PurseFile parse(byte[] bytes, String name, Limits limits) throws CodecException {
    ByteReader in = new ByteReader(bytes, name);
    Imprint imprint = Preamble.read(in, bytes, FileKind.PURSE, FileKind.PURSE_MAGIC, limits);
    int coins = in.number("the number of coins", 1, limits.coins(), "coins");
    int blockSize = in.number("the number of coins per block", 1, limits.coins(), "coins");
    int count = (coins - 1) / blockSize + 1;
    if (count > in.remaining()) {
      throw new CodecException.Truncated(
          name, in.position(), "the table of blocks", count, in.remaining());
    }
    int[] starts = new int[count + 1];
    long end = 0;
    for (int i = 0; i < count; i++) {
      end += in.number("the length of block " + i, 0, bytes.length, "bytes of the file") + 4L;
      if (end > bytes.length) {
        throw new CodecException.Truncated(
            name, in.position(), "blocks 0 to " + i, end, in.remaining());
      }
      starts[i + 1] = (int) end;
    }
    int headerCrc = in.checksum("the header", 0, 0);
    if (end > in.remaining()) {
      throw new CodecException.Truncated(
          name, in.position(), "all " + count + " blocks", end, in.remaining());
    }
    if (end < in.remaining()) {
      throw new CodecException.Corrupt(
          name, in.position() + end, in.remaining() - end + " bytes follow the last block");
    }
    int first = in.position();
    Arrays.setAll(starts, i -> starts[i] + first);
    return new PurseFile(imprint, coins, blockSize, bytes, name, headerCrc, starts);
  }

  /** Mint and shape of every coin. */
  public Imprint imprint() {
    return imprint;
  }

  /** Number of coins. */
  public int coins() {
    return coins;
  }

  /** Coins per block; the last block may have fewer. */
  public int blockSize() {
    return blockSize;
  }

  /** Number of blocks. */
  public int blocks() {
    return starts.length - 1;
  }

  /** Number of coins of a block. */
  public int coinsOf(int block) {
    return Math.min(blockSize, coins - block * blockSize);
  }

  /** Number of the first coin of a block. */
  public int firstOf(int block) {
    return block * blockSize;
  }

  /** Byte at which a block begins. */
  public int offsetOf(int block) {
    return starts[block];
  }

  /** Bytes of the entropy-coded stream of a block. */
  public int lengthOf(int block) {
    return starts[block + 1] - starts[block] - 4;
  }

  /** Name of the file, for messages. */
  public String name() {
    return name;
  }

  /**
   * The entropy-coded stream of a block.
   *
   * @throws CodecException.Corrupt if it does not match its checksum
   */
  public byte[] code(int block) throws CodecException {
    byte[] part = Arrays.copyOfRange(bytes, starts[block], starts[block + 1]);
    int length = part.length - 4;
    int computed = ByteReader.crc(part, 0, length, headerCrc + block);
    int stored = 0;
    for (int i = length; i < part.length; i++) {
      stored = stored << 8 | (part[i] & 0xFF);
    }
    if (stored != computed) {
      throw new CodecException.Corrupt(
          name,
          starts[block],
          "block "
              + block
              + " (coins "
              + firstOf(block)
              + " to "
              + (firstOf(block) + coinsOf(block) - 1)
              + ") has checksum "
              + Integer.toHexString(computed)
              + ", expected "
              + Integer.toHexString(stored));
    }
    return Arrays.copyOf(part, length);
  }

  /** Blocks that do not match their checksum, with what is wrong. */
  public List<CodecException> damage() {
    List<CodecException> damage = new ArrayList<>();
    for (int block = 0; block < blocks(); block++) {
      try {
        code(block);
      } catch (CodecException e) {
        damage.add(e);
      }
    }
    return damage;
  }

  /** The bytes of the file. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Size of the file in bytes. */
  public int size() {
    return bytes.length;
  }

  /**
   * Writes the file, all or nothing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists and {@code overwrite} is false
   */
  public void write(Path path, boolean overwrite) throws IOException {
    AtomicFile.write(path, bytes, overwrite);
  }
}
