package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoinFileTest {

  private static final Mint MINT = TinyMints.mint();
  private static final Mint PATCHED =
      TinyMints.mint("latent-shift", PositionalEncoding.NONE, Optional.of(GridShape.of(8, 8)));

  /** Version, fingerprint, modality, codebook, notch, channels, axes, extents, table. */
  private static final int FIELDS = 14;

  private static final long[] EXTREMES = {
    0, 1, -1, 127, 128, 255, 32_767, 32_768, 32_769, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE
  };

  private static CoinFile parse(byte[] bytes) throws CodecException {
    return CoinFile.parse(bytes, "x.coin", Limits.DEFAULT);
  }

  @Test
  void anImageOf32By32CostsAtMost32BytesBeyondItsCode() {
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    assertThat(coin.toBytes().length - coin.code().length).isLessThanOrEqualTo(32);
    CoinFile longCode = new CoinFile("x", coin.imprint(), new byte[200], Optional.empty());
    assertThat(longCode.toBytes()).hasSizeLessThanOrEqualTo(232);
  }

  @Test
  void whatIsWrittenIsReadBack() throws CodecException {
    CoinFile coin = TinyMints.coin(PATCHED, 1, 1, 20, 30);
    CoinFile read = parse(coin.toBytes());
    assertThat(read.imprint()).isEqualTo(coin.imprint());
    assertThat(read.code()).isEqualTo(coin.code());
    assertThat(read.toBytes()).isEqualTo(coin.toBytes());
    byte[] sha = new byte[32];
    sha[3] = 9;
    CoinFile sealed = new CoinFile("x", coin.imprint(), coin.code(), Optional.of(sha));
    assertThat(parse(sealed.toBytes()).digest().orElseThrow()).isEqualTo(sha);
  }

  @Test
  void theLayoutIsTheDocumentedOne() {
    Imprint imprint =
        new Imprint(
            new Fingerprint(0x0123456789ABCDEFL),
            Modality.IMAGE,
            2,
            new StepScale(-3),
            GridShape.of(32, 300),
            3,
            Optional.empty());
    byte[] bytes = new CoinFile("x", imprint, new byte[] {5, 6}, Optional.empty()).toBytes();
    String header =
        "c0494e0a" + "02" + "0123456789abcdef" + "01" + "02" + "fd" + "03" + "02" + "20ac02";
    String table = "01" + "01" + "02";
    assertThat(HexFormat.of().formatHex(bytes)).startsWith(header + table).contains("0506");
    assertThat(bytes).hasSize((header.length() + table.length()) / 2 + 4 + 2 + 4);
  }

  @Test
  void cutAnywhereItIsTruncated() {
    Damage.truncated(TinyMints.coin(MINT, 1, 1, 32, 32).toBytes(), CoinFileTest::parse);
    Damage.truncated(TinyMints.coin(PATCHED, 0, 1, 20, 30).toBytes(), CoinFileTest::parse);
  }

  @Test
  void everyFlippedBitIsFound() {
    for (int seed = 0; seed < 6; seed++) {
      byte[] bytes = TinyMints.coin(MINT, seed % 2, seed, 32, 32).toBytes();
      Damage.flipped(bytes, 1, CoinFileTest::parse);
    }
  }

  @Test
  void randomDamageIsFound() {
    Damage.random(TinyMints.coin(PATCHED, 1, 1, 20, 30).toBytes(), 6000, CoinFileTest::parse);
  }

  @Test
  void bytesAfterTheEndAreCorrupt() {
    byte[] bytes = Damage.join(TinyMints.coin(MINT, 1, 1, 32, 32).toBytes(), new byte[1]);
    assertThatThrownBy(() -> parse(bytes))
        .isInstanceOf(CodecException.Corrupt.class)
        .hasMessageContaining("1 bytes follow");
  }

  @Test
  void aNewerVersionIsNamed() {
    byte[] bytes = TinyMints.coin(MINT, 1, 1, 32, 32).toBytes();
    bytes[4] = 9;
    assertThatThrownBy(() -> parse(bytes))
        .isInstanceOf(CodecException.UnsupportedVersion.class)
        .hasMessage(
            "x.coin @ byte 4: format version 9 is unknown, this release reads versions 1 and 2;"
                + " update Coinage");
  }

  @Test
  void unknownSectionsAreSkippedOrRefusedByTheirTag() throws CodecException {
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    assertThat(parse(withSection(coin, 0xF0)).code()).isEqualTo(coin.code());
    assertThatThrownBy(() -> parse(withSection(coin, 0x02)))
        .isInstanceOf(CodecException.UnsupportedVersion.class)
        .hasMessageContaining("section 2");
  }

  private static byte[] withSection(CoinFile coin, int tag) {
    ByteWriter out = new ByteWriter();
    Preamble.write(out, FileKind.COIN_MAGIC, coin.imprint());
    out.number(2).unsignedByte(CoinFile.CODE).number(coin.code().length);
    out.unsignedByte(tag).number(1);
    int crc = out.checksum(0, 0);
    int at = out.size();
    out.bytes(coin.code()).checksum(at, crc);
    at = out.size();
    out.unsignedByte(7).checksum(at, crc);
    return out.toBytes();
  }

  @Test
  void otherFilesAreForeign() {
    assertThatThrownBy(() -> parse("GIF89a..........".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CodecException.Foreign.class)
        .hasMessage("x.coin @ byte 0: is not a coin, it looks like a GIF image; check the path");
    assertThatThrownBy(() -> parse(new byte[0])).hasMessageContaining("an empty file");
    assertThatThrownBy(() -> parse(TinyMints.purse(MINT, 1, 3, 2, 4, 4).toBytes()))
        .hasMessageContaining("looks like a purse");
    assertThatThrownBy(() -> parse(MintFile.toBytes(MINT))).hasMessageContaining("a mint");
  }

  /** Each field of the header in turn takes each extreme, with checksums made right. */
  @Test
  void extremesInTheHeaderAllocateLittle() {
    try (OrderedMap alone = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, alone, Limits.DEFAULT.withElements(1 << 14));
      for (int field = 0; field < FIELDS; field++) {
        for (long value : EXTREMES) {
          byte[] bytes = withField(field, value);
          Damage.harmless(bytes, 1 << 20, b -> decoder.symbols(parse(b)));
          Damage.harmless(bytes, 1 << 20, CoinFileTest::parse);
        }
      }
    }
  }

  private static byte[] withField(int field, long value) {
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    long fingerprint = coin.imprint().mint().bits();
    long[] header = {
      2, fingerprint, 1, 1, 5, 3, 0x82, 32, 32, 8, 8, 1, CoinFile.CODE, coin.code().length
    };
    header[field] = value;
    ByteWriter out = new ByteWriter();
    out.bytes(FileKind.COIN_MAGIC).unsignedByte((int) header[0]).int64(header[1]);
    out.unsignedByte((int) header[2]).number(header[3]).unsignedByte((int) header[4]);
    out.number(header[5]).unsignedByte((int) header[6]);
    for (int i = 7; i < 12; i++) {
      out.number(header[i]);
    }
    out.unsignedByte((int) header[12]).number(header[13]);
    int crc = out.checksum(0, 0);
    int at = out.size();
    out.bytes(coin.code()).checksum(at, crc);
    return out.toBytes();
  }

  @Test
  void streamsThatGiveOneByteAtATimeAreReadWhole() throws IOException {
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    InputStream slow =
        new ByteArrayInputStream(coin.toBytes()) {
          @Override
          public synchronized int read(byte[] into, int from, int count) {
            return super.read(into, from, Math.min(1, count));
          }
        };
    assertThat(CoinFile.read(slow, "slow", Limits.DEFAULT).code()).isEqualTo(coin.code());
  }

  @Test
  void filesAboveTheLimitAreNotRead(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a.coin");
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    coin.write(path, false);
    Limits tight = Limits.DEFAULT.withFileBytes(10);
    assertThatThrownBy(() -> CoinFile.read(path, tight))
        .isInstanceOf(CodecException.LimitExceeded.class)
        .hasMessageContaining("a.coin @ byte 0: the file size");
    InputStream stream = new ByteArrayInputStream(coin.toBytes());
    assertThatThrownBy(() -> CoinFile.read(stream, "s", tight))
        .isInstanceOf(CodecException.LimitExceeded.class);
  }

  @Test
  void writingIsAllOrNothingAndKeepsWhatIsThere(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a.coin");
    CoinFile coin = TinyMints.coin(MINT, 1, 1, 32, 32);
    Files.writeString(path, "precious");
    assertThatThrownBy(() -> coin.write(path, false))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("ask to overwrite");
    assertThat(path).hasContent("precious");
    coin.write(path, true);
    assertThat(CoinFile.read(path, Limits.DEFAULT).code()).isEqualTo(coin.code());
    assertThat(folder.toFile().list()).containsExactly("a.coin");
  }

  @Test
  void localesDoNotMatter() throws CodecException {
    byte[] bytes = TinyMints.coin(MINT, 1, 1, 32, 32).toBytes();
    byte[] mint = MintFile.toBytes(MINT);
    Locale before = Locale.getDefault();
    try {
      for (String tag : new String[] {"tr", "ar", "hi-IN-u-nu-deva"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(TinyMints.coin(TinyMints.mint(), 1, 1, 32, 32).toBytes()).isEqualTo(bytes);
        assertThat(MintFile.toBytes(MintFile.parse(mint, "m", Limits.DEFAULT))).isEqualTo(mint);
        assertThatThrownBy(() -> parse(Arrays.copyOf(bytes, 12))).hasMessageContaining("@ byte 5:");
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
