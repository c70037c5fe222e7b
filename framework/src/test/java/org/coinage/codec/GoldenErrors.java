package org.coinage.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Files that cannot be read, each by its name, and part of what a reader says about it (the habit
 * of zstd's golden decompression errors).
 */
final class GoldenErrors {

  /** A file, and the error that reading it to its end must give. */
  record Case(byte[] bytes, Class<? extends CodecException> type, String part) {}

  private static final byte[] CODE = {0x40};
  private static final String CRC = "the checksum of ";

  private final Map<String, Case> cases = new LinkedHashMap<>();
  private final Mint mint;
  private final Fingerprint fingerprint;

  private GoldenErrors(Mint mint) {
    this.mint = mint;
    this.fingerprint = mint.fingerprint();
  }

  /** All of them, for a mint of 3 channels, 2 coordinates and 2 codebooks. */
  static Map<String, Case> of(Mint mint) throws CodecException {
    GoldenErrors errors = new GoldenErrors(mint);
    errors.foreign();
    errors.truncated();
    errors.versions();
    errors.headers();
    errors.sections();
    errors.codes();
    errors.purses();
    errors.mints();
    return errors.cases;
  }

  private void put(String name, Class<? extends CodecException> type, String part, byte... bytes) {
    if (cases.put(name, new Case(bytes, type, part)) != null) {
      throw new IllegalStateException("two golden errors are named " + name);
    }
  }

  private void corrupt(String name, String part, byte... bytes) {
    put(name, CodecException.Corrupt.class, part, bytes);
  }

  private void limit(String name, String part, byte... bytes) {
    put(name, CodecException.LimitExceeded.class, part, bytes);
  }

  private CoinForge coin() {
    return new CoinForge(fingerprint);
  }

  private byte[] sound() {
    return coin().code(CODE).toBytes();
  }

  private void foreign() {
    Class<CodecException.Foreign> type = CodecException.Foreign.class;
    put("empty.coin", type, "it looks like an empty file");
    put(
        "png.coin",
        type,
        "it looks like a PNG image",
        (byte) 0x89,
        (byte) 'P',
        (byte) 'N',
        (byte) 'G');
    byte[] text = sound();
    text[3] = '\r';
    put("transferred-as-text.coin", type, "a coin that was damaged by a transfer as text", text);
    put("purse.coin", type, "it looks like a purse", coin().toPurse(1, 1, 1, CODE));
    put("coin.purse", type, "is not a purse, it looks like a coin", sound());
    put(
        "json.mint",
        type,
        "looks like a JSON text",
        "{\"a\": \"nothing else\"}".getBytes(StandardCharsets.UTF_8));
    put(
        "other-program.mint",
        type,
        "a safetensors file of another program",
        new Safetensors(Map.of("format", "pt"), List.of()).toBytes());
  }

  private void truncated() {
    Class<CodecException.Truncated> type = CodecException.Truncated.class;
    byte[] whole = sound();
    put(
        "cut-in-magic.coin",
        type,
        "the magic number needs 4 bytes, 3 remain",
        Arrays.copyOf(whole, 3));
    put(
        "cut-after-magic.coin",
        type,
        "the format version needs 1 bytes, 0 remain",
        Arrays.copyOf(whole, 4));
    put(
        "cut-in-fingerprint.coin",
        type,
        "the fingerprint of the mint needs",
        Arrays.copyOf(whole, 9));
    put(
        "cut-in-extents.coin",
        type,
        "the extent of axis 1 needs 1 bytes, 0 remain",
        Arrays.copyOf(whole, 19));
    put(
        "cut-in-header-checksum.coin",
        type,
        CRC + "the header needs 4 bytes, 3 remain",
        Arrays.copyOf(coin().hollow(CoinFile.CODE, 0).toBytes(), 26));
    put(
        "cut-before-code.coin",
        type,
        "section 1 needs 1 bytes, 0 remain",
        Arrays.copyOf(whole, 27));
    put(
        "cut-in-last-checksum.coin",
        type,
        CRC + "section 1 needs 4 bytes, 3 remain",
        Arrays.copyOf(whole, whole.length - 1));
    put(
        "huge-section.coin",
        type,
        "section 1 needs 2000000000 bytes",
        coin().hollow(CoinFile.CODE, 2_000_000_000).toBytes());
  }

  private void versions() {
    Class<CodecException.UnsupportedVersion> type = CodecException.UnsupportedVersion.class;
    put(
        "version-0.coin",
        type,
        "format version 0 is unknown",
        coin().version(0).code(CODE).toBytes());
    put(
        "version-200.coin",
        type,
        "format version 200 is unknown",
        coin().version(200).code(CODE).toBytes());
    put(
        "version-200.purse",
        type,
        "format version 200 is unknown",
        coin().version(200).toPurse(1, 1, 1, CODE));
    put(
        "modality-99.coin",
        type,
        "modality 99 is unknown",
        coin().modality(99).code(CODE).toBytes());
    put(
        "critical-section.coin",
        type,
        "section 2 is unknown",
        coin().code(CODE).section(2, (byte) 1).toBytes());
  }

  private void headers() {
    limit("codebook-4096.coin", "the codebook is 4096", coin().codebook(4096).code(CODE).toBytes());
    corrupt(
        "codebook-7.coin",
        "the header says codebook 7, which its mint does not have",
        coin().codebook(7).code(CODE).toBytes());
    corrupt(
        "channels-0.coin",
        "the number of channels is 0, at least 1",
        coin().channels(0).code(CODE).toBytes());
    limit(
        "channels-5000.coin",
        "the number of channels is 5000, the limit channels is 4096",
        coin().channels(5000).code(CODE).toBytes());
    corrupt(
        "channels-2.coin", "the header says channels 2", coin().channels(2).code(CODE).toBytes());
    corrupt(
        "axes-0.coin",
        "the signal has 0 axes, expected 1 to 8",
        coin().axes(0).code(CODE).toBytes());
    corrupt("axes-9.coin", "the signal has 9 axes", coin().axes(9).code(CODE).toBytes());
    corrupt("axes-1.coin", "the header says shape", coin().axes(1).extents(8).code(CODE).toBytes());
    corrupt(
        "extent-0.coin",
        "the extent of axis 1 is 0, at least 1",
        coin().extents(8, 0).code(CODE).toBytes());
    limit(
        "extent-32769.coin",
        "the extent of axis 0 is 32769, the limit dimension is 32768",
        coin().extents(32_769, 8).code(CODE).toBytes());
    limit(
        "extent-2e62.coin",
        "the extent of axis 0 is 4611686018427387904",
        coin().extents(1L << 62, 8).code(CODE).toBytes());
    limit(
        "samples-3e9.coin",
        "the number of samples is 3221225472, the limit elements is 268435456",
        coin().extents(32_768, 32_768).code(CODE).toBytes());
    corrupt(
        "patched.coin",
        "the header says patch",
        coin().axes(0x82).extents(8, 8, 4, 4).code(CODE).toBytes());
    corrupt(
        "scaled-uniform.coin",
        "the header says scale of the steps 3",
        coin().codebook(1).notch(3).code(CODE).toBytes());
    byte[] overlong = sound();
    corrupt(
        "overlong-number.coin",
        "the codebook is not a number in its shortest form",
        Damage.join(
            Arrays.copyOf(overlong, 14),
            new byte[] {(byte) 0x80, 0},
            Arrays.copyOfRange(overlong, 15, 27)));
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) 0xFF);
    corrupt(
        "endless-number.coin",
        "the codebook is not a number in its shortest form",
        Damage.join(Arrays.copyOf(overlong, 14), endless));
    put(
        "wrong-mint.coin",
        CodecException.WrongMint.class,
        "was struck with mint 0123456789abcdef, the mint given is " + fingerprint,
        new CoinForge(new Fingerprint(0x0123456789ABCDEFL)).code(CODE).toBytes());
    byte[] flipped = sound();
    flipped[19] ^= 1;
    corrupt("flipped-header.coin", CRC + "the header is", flipped);
  }

  private void sections() {
    corrupt("sections-0.coin", "the number of sections is 0, at least 1", coin().toBytes());
    limit(
        "sections-65.coin",
        "the number of sections is 65, the limit sections is 64",
        coin().sections(65).code(CODE).toBytes());
    corrupt("two-codes.coin", "section 1 occurs twice", coin().code(CODE).code(CODE).toBytes());
    corrupt(
        "no-code.coin",
        "there is no section with a code",
        coin().section(CoinFile.DIGEST, new byte[32]).toBytes());
    corrupt(
        "short-digest.coin",
        "section 128 occurs twice or has a wrong length",
        coin().code(CODE).section(CoinFile.DIGEST, new byte[31]).toBytes());
    corrupt(
        "wrong-digest.coin",
        "the samples have SHA-256",
        coin().code(CODE).section(CoinFile.DIGEST, new byte[32]).toBytes());
    byte[] flipped = sound();
    flipped[flipped.length - 5] ^= 1;
    corrupt("flipped-code.coin", CRC + "section 1 is", flipped);
    byte[] spliced = coin().extents(8, 9).code(CODE).toBytes();
    System.arraycopy(sound(), 27, spliced, 27, 5);
    corrupt("code-of-another-coin.coin", CRC + "section 1 is", spliced);
    corrupt(
        "byte-after-the-end.coin",
        "1 bytes follow the end of the content",
        Damage.join(sound(), new byte[1]));
  }

  private void codes() {
    byte[] many = new byte[64];
    Arrays.fill(many, (byte) 0x55);
    corrupt("bytes-left-over.coin", "bytes left over", coin().code(many).toBytes());
    corrupt(
        "zero-at-the-end.coin",
        "ends in a zero byte",
        coin().code((byte) 0x40, (byte) 0).toBytes());
    int[] absurd = new int[mint.space().codeDim()];
    Arrays.fill(absurd, 2_000_000_000);
    byte[] far =
        mint.codebooks().get(0).model().encode(mint.codebooks().get(0).model().project(absurd));
    corrupt("absurd-code.coin", "its code leads to", coin().code(far).toBytes());
  }

  private void purses() {
    corrupt("coins-0.purse", "the number of coins is 0, at least 1", coin().toPurse(0, 1, 1, CODE));
    corrupt(
        "coins-per-block-0.purse",
        "the number of coins per block is 0",
        coin().toPurse(1, 0, 1, CODE));
    limit(
        "coins-1e9.purse",
        "the number of coins is 1000000000, the limit coins is",
        coin().toPurse(1_000_000_000, 1, 1, CODE));
    put(
        "huge-table.purse",
        CodecException.Truncated.class,
        "the table of blocks needs 60000000 bytes",
        coin().toPurse(60_000_000, 1, 1, CODE));
    limit(
        "huge-block.purse",
        "the length of block 0 is 2000000000",
        coin().toPurse(1, 1, 2_000_000_000, CODE));
    byte[] whole = coin().toPurse(1, 1, 1, CODE);
    put(
        "cut.purse",
        CodecException.Truncated.class,
        "all 1 blocks needs 5 bytes, 4 remain",
        Arrays.copyOf(whole, whole.length - 1));
    corrupt(
        "byte-after-the-end.purse",
        "1 bytes follow the last block",
        Damage.join(whole, new byte[1]));
    byte[] flipped = whole.clone();
    flipped[whole.length - 5] ^= 1;
    corrupt("flipped-block.purse", "block 0 (coins 0 to 0) has checksum", flipped);
    byte[] header = whole.clone();
    header[19] ^= 1;
    corrupt("flipped-header.purse", CRC + "the header is", header);
  }

  private void mints() throws CodecException {
    byte[] whole = MintFile.toBytes(TinyMints.small("latent-shift"));
    put(
        "cut.mint",
        CodecException.Truncated.class,
        "needs",
        Arrays.copyOf(whole, whole.length - 1));
    put(
        "cut-in-length.mint",
        CodecException.Truncated.class,
        "the header length needs 8 bytes",
        Arrays.copyOf(whole, 7));
    byte[] longer = whole.clone();
    longer[7] = 1;
    corrupt("huge-header.mint", "header length", longer);
    corrupt(
        "byte-after-the-end.mint",
        "1 bytes follow the last tensor",
        Damage.join(whole, new byte[1]));
    byte[] flipped = whole.clone();
    flipped[whole.length - 1] ^= 1;
    corrupt("flipped.mint", "the content has sha256", flipped);
    put(
        "version-9.mint",
        CodecException.UnsupportedVersion.class,
        "mint version 9 is unknown",
        forged("version", text -> "9"));
    corrupt(
        "no-architecture.mint",
        "metadata 'architecture' is not JSON",
        forged("architecture", text -> ""));
    corrupt(
        "width-0.mint",
        "its parts do not fit: width = 0",
        forged("architecture", text -> text.replaceFirst("\"width\":\\d+", "\"width\":0")));
    corrupt(
        "width-3.mint",
        "the architecture asks for",
        forged("architecture", text -> text.replaceFirst("\"width\":\\d+", "\"width\":3")));
    corrupt(
        "unknown-space.mint",
        "there is no modulation space 'latent-shaft'",
        forged("modulation", text -> text.replace("latent-shift", "latent-shaft")));
    corrupt(
        "unknown-quantizer.mint",
        "known are [UNIFORM, WHITENED",
        forged("codebooks", text -> text.replace("UNIFORM", "UNIQUE")));
    corrupt(
        "missing-tables.mint",
        "which is missing",
        forged("codebooks", text -> text.replace("\"tables\":\"", "\"tables\":\"no ")));
    corrupt(
        "line-end-in-a-name.mint",
        "names tensor '\\u000a",
        forged("codebooks", text -> text.replace("\"tables\":\"", "\"tables\":\"\\n")));
  }

  private static byte[] forged(String key, UnaryOperator<String> change) throws CodecException {
    byte[] whole = MintFile.toBytes(TinyMints.small("latent-shift"));
    Safetensors content = Safetensors.parse(whole, "x", Limits.DEFAULT);
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    metadata.merge(key, "", (old, none) -> change.apply(old));
    return Forgery.seal(metadata, List.copyOf(content.tensors().values()));
  }
}
