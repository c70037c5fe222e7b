package org.coinage.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Two hundred thousand files that nobody wrote. Whatever they hold, reading ends in samples or a
 * {@link CodecException} and allocates no more than a small file may.
 */
class RandomInputTest {

  private static final int ROUNDS = 100_000;
  private static final long ALLOWED = 1 << 20;

  private static final Mint MINT = TinyMints.mint();
  private static final Mint PATCHED =
      TinyMints.mint("latent-shift", PositionalEncoding.NONE, Optional.of(GridShape.of(2, 2)));
  private static final OrderedMap ALONE = new OrderedMap(1);
  private static final Limits LIMITS = Limits.DEFAULT.withElements(1 << 10);
  private static final Decoder DECODER = new Decoder(MINT, ALONE, LIMITS);
  private static final Decoder PATCHED_DECODER = new Decoder(PATCHED, ALONE, LIMITS);

  @AfterAll
  static void close() {
    ALONE.close();
  }

  /**
   * A third without a magic number, the others with one and right checksums where they have any.
   */
  @Test
  void randomBytesAreRefused() {
    RandomGenerator random = SeedTree.root(11).child("bytes").generator();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(random, random.nextInt(64));
      switch (round % 3) {
        case 0 -> Damage.harmless(bytes, ALLOWED, b -> decode(CoinFile.parse(b, "x", LIMITS)));
        case 1 -> {
          byte[] coin = Forgery.mendCoin(begun(FileKind.COIN_MAGIC, bytes));
          Damage.harmless(coin, ALLOWED, b -> decode(CoinFile.parse(b, "x", LIMITS)));
        }
        default -> {
          byte[] purse = Forgery.mendPurse(begun(FileKind.PURSE_MAGIC, bytes));
          Damage.harmless(purse, ALLOWED, b -> DECODER.decode(PurseFile.parse(b, "x", LIMITS)));
        }
      }
    }
  }

  private static byte[] begun(byte[] magic, byte... rest) {
    byte[] bytes = Damage.join(magic, new byte[] {(byte) (1 + rest.length % 2)}, rest);
    return rest.length % 3 == 0 ? bytes : Forgery.stamp(bytes, DECODER.fingerprint());
  }

  /** Whole headers and right checksums, so that every one of them reaches the entropy decoder. */
  @Test
  void randomCodesDecodeOrAreCorrupt() {
    RandomGenerator random = SeedTree.root(11).child("codes").generator();
    List<Imprint> imprints = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Mint mint = i % 4 < 2 ? MINT : PATCHED;
      imprints.add(TinyMints.imprint(mint, i % 2, 1 + i % 3, 1 + i % 5));
    }
    for (int round = 0; round < ROUNDS; round++) {
      Imprint imprint = imprints.get(round % imprints.size());
      byte[] code = bytes(random, random.nextInt(24));
      byte[] bytes = new CoinFile("x", imprint, code, Optional.empty()).toBytes();
      Damage.harmless(bytes, ALLOWED, b -> decode(CoinFile.parse(b, "x", LIMITS)));
    }
  }

  private static void decode(CoinFile coin) throws CodecException {
    (coin.imprint().patch().isPresent() ? PATCHED_DECODER : DECODER).decode(coin);
  }

  private static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (random.nextInt(16) == 0) {
      Arrays.fill(bytes, (byte) -random.nextInt(2));
    }
    return bytes;
  }
}
