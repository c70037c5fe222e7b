package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurseFileTest {

  private static final Mint MINT = TinyMints.mint();

  private static final long[] EXTREMES = {
    0, 1, 2, 63, 127, 128, 1 << 26, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE
  };

  /** Reads everything, as a decoder of all blocks does. */
  private static void readAll(byte[] bytes) throws CodecException {
    PurseFile purse = PurseFile.parse(bytes, "x.purse", Limits.DEFAULT);
    for (int block = 0; block < purse.blocks(); block++) {
      purse.code(block);
    }
  }

  @Test
  void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
    PurseFile purse = TinyMints.purse(MINT, 1, 10, 4, 32, 32);
    Path path = folder.resolve("a.purse");
    purse.write(path, false);
    PurseFile read = PurseFile.read(path, Limits.DEFAULT);
    assertThat(read.imprint()).isEqualTo(purse.imprint());
    assertThat(read.blocks()).isEqualTo(3);
    assertThat(read.coinsOf(2)).isEqualTo(2);
    assertThat(read.code(1)).isEqualTo(purse.code(1));
    assertThat(path).hasSize(read.size());
  }

  /** Demand of the format: file bytes against the ideal length of all codes. */
  @Test
  void aCoinCostsAtMostTwoBytesBeyondItsCodeBits() {
    for (int coins : new int[] {64, 100, 500}) {
      PurseFile purse = TinyMints.purse(MINT, 1, coins, PurseFile.DEFAULT_BLOCK, 32, 32);
      double bits = 0;
      for (int from = 0; from < coins; from += PurseFile.DEFAULT_BLOCK) {
        int count = Math.min(PurseFile.DEFAULT_BLOCK, coins - from);
        for (int[] symbols : TinyMints.symbols(MINT, 1, count, from)) {
          bits += MINT.codebooks().get(1).model().bits(symbols);
        }
      }
      assertThat((purse.size() - bits / 8) / coins).isBetween(0.0, coins == 500 ? 0.3 : 1.0);
    }
  }

  @Test
  void cutAnywhereItIsTruncated() {
    Damage.truncated(TinyMints.purse(MINT, 1, 5, 2, 32, 32).toBytes(), PurseFileTest::readAll);
  }

  @Test
  void everyFlippedBitIsFound() {
    Damage.flipped(TinyMints.purse(MINT, 0, 9, 4, 32, 32).toBytes(), 1, PurseFileTest::readAll);
  }

  @Test
  void randomDamageIsFound() {
    byte[] bytes = TinyMints.purse(MINT, 1, 9, 2, 32, 32).toBytes();
    Damage.random(bytes, 4000, PurseFileTest::readAll);
  }

  @Test
  void aDamagedBlockLosesOnlyItself() throws CodecException {
    PurseFile purse = TinyMints.purse(MINT, 1, 10, 3, 6, 6);
    byte[] bytes = purse.toBytes();
    bytes[purse.offsetOf(1) + 2] ^= 0x10;
    PurseFile damaged = PurseFile.parse(bytes, "x.purse", Limits.DEFAULT);
    try (OrderedMap alone = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, alone);
      List<Optional<Samples>> whole = decoder.decode(purse).coins();
      DecodedPurse decoded = decoder.decode(damaged);
      assertThat(decoded.isComplete()).isFalse();
      assertThat(decoded.damage())
          .singleElement()
          .extracting(Throwable::getMessage)
          .asString()
          .contains("x.purse @ byte " + purse.offsetOf(1) + ": block 1 (coins 3 to 5)");
      for (int i = 0; i < 10; i++) {
        assertThat(decoded.coins().get(i).isPresent()).isEqualTo(i < 3 || i > 5);
        if (decoded.coins().get(i).isPresent()) {
          assertThat(decoded.coins().get(i).get().values())
              .isEqualTo(whole.get(i).orElseThrow().values());
        }
      }
      assertThatThrownBy(() -> Verification.of(damaged, decoder))
          .isInstanceOf(CodecException.Corrupt.class);
      assertThat(Inspection.of(damaged).lines()).contains("damaged blocks: 1");
    }
  }

  @Test
  void blocksThatChangePlacesAreFound() {
    PurseFile purse = TinyMints.purse(MINT, 0, 8, 1, 32, 32);
    int first = 0;
    int second = 1;
    while (purse.lengthOf(first) != purse.lengthOf(second)) {
      first = second == purse.blocks() - 1 ? first + 1 : first;
      second = second == purse.blocks() - 1 ? first + 1 : second + 1;
    }
    byte[] bytes = purse.toBytes();
    int length = purse.lengthOf(first) + 4;
    System.arraycopy(bytes, purse.offsetOf(first), bytes, purse.offsetOf(second), length);
    assertThat(bytes).isNotEqualTo(purse.toBytes());
    assertThatThrownBy(() -> readAll(bytes)).isInstanceOf(CodecException.Corrupt.class);
  }

  @Test
  void extremesInTheHeaderAllocateLittle() {
    try (OrderedMap alone = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, alone, Limits.DEFAULT.withElements(1 << 14));
      for (long coins : EXTREMES) {
        for (long blockSize : EXTREMES) {
          for (long length : EXTREMES) {
            ByteWriter out = new ByteWriter();
            Preamble.write(out, FileKind.PURSE_MAGIC, TinyMints.imprint(MINT, 1, 32, 32));
            out.number(coins).number(blockSize).number(length);
            int crc = out.checksum(0, 0);
            int at = out.size();
            out.bytes(new byte[63]).checksum(at, crc);
            Damage.harmless(
                out.toBytes(),
                1 << 20,
                b -> decoder.symbols(PurseFile.parse(b, "x", Limits.DEFAULT), 0));
          }
        }
      }
    }
  }
}
