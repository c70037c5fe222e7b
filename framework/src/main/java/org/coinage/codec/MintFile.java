package org.coinage.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import org.coinage.entropy.EntropyException;
import org.coinage.field.FieldDecoder;
import org.coinage.field.FieldPart;
import org.coinage.modulation.ModulationSpace;

/**
 * Mints as {@code .mint} files: safetensors with the parameters as F32 under COIN++'s names, tables
 * of codebooks as I32, their quantizers as F64, and everything else as JSON in the metadata.
 *
 * <p>Metadata {@code fingerprint} is the SHA-256 of the content without {@code provenance}, {@code
 * sha256} that of all of it: both over keys, values, tensor names, types, shapes and data in
 * alphabetical order, each with its length before it. Reading checks both, so that no damage goes
 * unseen.
 */
public final class MintFile {

  static final String FORMAT = "coinage-mint";

  /** Mints whose code models have fixed tables only, as all of the first release. */
  private static final String PLAIN = "1";

  /** Mints with a code model that adapts or has a context. */
  private static final String EXTENDED = "2";

  /** Mints of either kind whose file holds tensors packed ({@link SparseTensors}). */
  private static final String PACKED = "3";

  private static final String SHA256 = "sha256";
  private static final String FINGERPRINT = "fingerprint";
  private static final String VERSION = "version";
  private static final String UNPACKED = "unpacked_version";
  static final String PROVENANCE = "provenance";
  private static final Set<String> NOT_IDENTITY = Set.of(SHA256, FINGERPRINT, PROVENANCE);

  private MintFile() {}

  /** Reads and checks a file. */
  public static Mint read(Path path, Limits limits) throws IOException {
    return parse(FileBytes.read(path, limits), path.toString(), limits);
  }

  /** Reads and checks a file within the default limits. */
  public static Mint read(Path path) throws IOException {
    return read(path, Limits.DEFAULT);
  }

  /** Checks bytes; {@code name} stands for the file in errors. */
  public static Mint parse(byte[] bytes, String name, Limits limits) throws CodecException {
    if (!SafetensorsReader.recognises(bytes) && bytes.length > 8) {
      throw new CodecException.Foreign(name, "mint", FileKind.describe(bytes));
    }
    Safetensors content = Safetensors.parse(bytes, name, limits);
    SortedMap<String, String> metadata = content.metadata();
    if (!FORMAT.equals(metadata.get("format"))) {
      throw new CodecException.Foreign(
          name, "mint", "a safetensors file of another program (import it if it is from COIN++)");
    }
    String version = metadata.getOrDefault(VERSION, "");
    boolean packed = version.equals(PACKED);
    if (!version.equals(PLAIN) && !version.equals(EXTENDED) && !packed) {
      long number = version.matches("[0-9]{1,9}") ? Long.parseLong(version) : -1;
      throw new CodecException.UnsupportedVersion(
          name, 8, "mint version", number, "versions 1 to 3");
    }
    requireDigest(content, SHA256, Set.of(SHA256), name);
    try {
      Safetensors whole = packed ? unpacked(content, name, limits) : content;
      requireDigest(whole, FINGERPRINT, NOT_IDENTITY, name);
      Mint mint = MintReader.read(whole, name, limits);
      String said = whole.metadata().get(VERSION);
      if (!version(mint).equals(said)) {
        throw new CodecException.Corrupt(
            name, 8, "it says version " + said + ", what it holds is of " + version(mint));
      }
      requireDecodable(mint);
      return mint;
    } catch (EntropyException | IllegalArgumentException | ArithmeticException e) {
      throw new CodecException.Corrupt(name, 8, "its parts do not fit: " + e.getMessage(), e);
    }
  }

  private static Safetensors unpacked(Safetensors content, String name, Limits limits)
      throws CodecException {
    if (!content.metadata().containsKey(SparseTensors.KEY)) {
      throw new CodecException.Corrupt(
          name, 8, "metadata '" + SparseTensors.KEY + "' is missing, which version 3 is for");
    }
    Safetensors whole = SparseTensors.unpack(content, name, limits);
    String version = whole.metadata().getOrDefault(UNPACKED, "");
    return whole.without(UNPACKED).with(VERSION, version);
  }

  /**
   * What a decoder will make of the mint before it sees a coin must not leave the numbers' range.
   */
  private static void requireDecodable(Mint mint) {
    ModulationSpace space = mint.space();
    if (!space.modulated().contains(FieldPart.WEIGHTS)) {
      new FieldDecoder(
          mint.architecture(), space.apply(mint.parameters(), new double[space.codeDim()]));
    }
    for (Codebook codebook : mint.codebooks()) {
      if (codebook.scales()) {
        codebook.quantizer(new StepScale(Byte.MIN_VALUE));
        codebook.quantizer(new StepScale(Byte.MAX_VALUE));
      }
    }
  }

  private static void requireDigest(
      Safetensors content, String key, Set<String> except, String name) throws CodecException {
    String computed = hex(content.digest(except));
    String stored = content.metadata().get(key);
    if (!computed.equals(stored)) {
      throw new CodecException.Corrupt(
          name, 8, "the content has " + key + " " + computed + ", expected " + stored);
    }
  }

  /**
   * Writes a file, all or nothing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists and {@code overwrite} is false
   */
  public static void write(Mint mint, Path path, boolean overwrite) throws IOException {
    AtomicFile.write(path, toBytes(mint), overwrite);
  }

  /** The bytes of the file: the same mint gives the same bytes. */
  public static byte[] toBytes(Mint mint) {
    return held(mint).toBytes();
  }

  /** The content of the file. */
  static Safetensors held(Mint mint) {
    Safetensors bare = MintWriter.content(mint);
    Safetensors named = bare.with(FINGERPRINT, hex(bare.digest(NOT_IDENTITY)));
    Safetensors held = SparseTensors.pack(named);
    if (held.metadata().containsKey(SparseTensors.KEY)) {
      held = held.with(UNPACKED, version(mint)).with(VERSION, PACKED);
    }
    return held.with(SHA256, hex(held.digest(Set.of(SHA256))));
  }

  /** The lowest version that can say what a mint is. */
  static String version(Mint mint) {
    boolean extended =
        mint.innerLoop().gates().isPresent()
            || mint.codebooks().stream()
                .anyMatch(
                    codebook ->
                        codebook.model().isExtended()
                            || QuantizerKind.of(codebook.quantizer()).isExtended());
    return extended ? EXTENDED : PLAIN;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static Fingerprint fingerprint(Mint mint) {
    byte[] digest = MintWriter.content(mint).digest(NOT_IDENTITY);
    return new Fingerprint(ByteBuffer.wrap(digest).getLong());
  }
}
