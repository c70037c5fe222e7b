package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.coinage.signal.SamplingGrid;
import org.coinage.signal.SeamFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

  private static final Mint MINT = TinyMints.mint();

  /** Spaces of each kind: shared weights, scales, a network as map, weights per signal. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "latent-shift",
        "latent-shift-scale",
        "latent-mlp",
        "full-weights",
        "surviving-weights"
      })
  void oneAndEightThreadsGiveTheSameSamples(String kind) throws CodecException {
    Mint mint =
        TinyMints.mint(kind, new PositionalEncoding(2, 1.4), Optional.of(GridShape.of(8, 8)));
    CoinFile coin = TinyMints.coin(mint, 0, 3, 30, 41);
    try (OrderedMap one = new OrderedMap(1);
        OrderedMap eight = new OrderedMap(8)) {
      Samples alone = new Decoder(mint, one).decode(coin);
      Decoder many = new Decoder(mint, eight);
      assertThat(alone.shape()).isEqualTo(GridShape.of(30, 41));
      for (int round = 0; round < 5; round++) {
        assertThat(Decoder.digest(many.decode(coin))).isEqualTo(Decoder.digest(alone));
      }
    }
  }

  @Test
  void manyThreadsMayShareOneDecoder() throws CodecException {
    CoinFile coin = TinyMints.coin(MINT, 1, 3, 9, 9);
    try (OrderedMap one = new OrderedMap(1);
        OrderedMap callers = new OrderedMap(8)) {
      Decoder decoder = new Decoder(MINT, one);
      byte[] expected = Decoder.digest(decoder.decode(coin));
      List<byte[]> digests =
          callers.map(
              1000,
              i -> {
                try {
                  return Decoder.digest(decoder.decode(coin));
                } catch (CodecException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(digests).allSatisfy(digest -> assertThat(digest).isEqualTo(expected));
    }
  }

  @Test
  void anotherMintIsRefusedNamingBoth() {
    Mint other = MINT.withCodebooks(MINT.codebooks().subList(0, 1));
    CoinFile coin = TinyMints.coin(MINT, 0, 3, 9, 9);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(other, one);
      assertThatThrownBy(() -> decoder.decode(coin))
          .isInstanceOf(CodecException.WrongMint.class)
          .hasMessageContaining(MINT.fingerprint().toString())
          .hasMessageContaining(other.fingerprint().toString());
      assertThatThrownBy(() -> decoder.decode(TinyMints.purse(MINT, 0, 2, 2, 9, 9)))
          .isInstanceOf(CodecException.WrongMint.class);
    }
  }

  @Test
  void aMintThroughItsFileDecodesAlike() throws CodecException {
    CoinFile coin = TinyMints.coin(MINT, 1, 3, 9, 9);
    Mint read = MintFile.parse(MintFile.toBytes(MINT), "m", Limits.DEFAULT);
    try (OrderedMap one = new OrderedMap(1)) {
      assertThat(new Decoder(read, one).decode(coin).values())
          .isEqualTo(new Decoder(MINT, one).decode(coin).values());
    }
  }

  @Test
  void signalsBeyondTheLimitAreNotDecoded() {
    CoinFile coin = TinyMints.coin(MINT, 1, 3, 64, 64);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, one, Limits.DEFAULT.withElements(64 * 64));
      assertThatThrownBy(() -> decoder.decode(coin))
          .isInstanceOf(CodecException.LimitExceeded.class)
          .hasMessageContaining("elements is 4096");
    }
  }

  @Test
  void absurdCodesAreCorruptNotRandomNoise() {
    byte[] code =
        MINT.codebooks()
            .get(1)
            .model()
            .encode(2_000_000_000, -2_000_000_000, 2_000_000_000, 0, 0, 0, 0, 0);
    CoinFile coin =
        new CoinFile("x.coin", TinyMints.imprint(MINT, 1, 4, 4), code, Optional.empty());
    try (OrderedMap one = new OrderedMap(1)) {
      assertThatThrownBy(() -> new Decoder(MINT, one).decode(coin))
          .isInstanceOf(CodecException.Corrupt.class)
          .hasMessageStartingWith("x.coin @ byte 0: its code leads to");
    }
  }

  @Test
  void verificationComparesTheDigest() throws CodecException {
    CoinFile coin = TinyMints.coin(MINT, 1, 3, 9, 9);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, one);
      byte[] sha = Decoder.digest(decoder.decode(coin));
      assertThat(Verification.of(sealed(coin, sha), decoder).compared()).isTrue();
      assertThat(Verification.of(coin, decoder).compared()).isFalse();
      sha[5] ^= 1;
      assertThatThrownBy(() -> Verification.of(sealed(coin, sha), decoder))
          .isInstanceOf(CodecException.Corrupt.class)
          .hasMessageContaining("SHA-256");
    }
  }

  private static CoinFile sealed(CoinFile coin, byte[] sha) {
    return new CoinFile("x.coin", coin.imprint(), coin.code(), Optional.of(sha.clone()));
  }

  @Test
  void normalisationIsUndone() throws CodecException {
    Normalisation normalisation = new Normalisation(List.of(1.0, 2.0, 3.0), List.of(2.0, 0.5, 1.0));
    Mint mint =
        new Mint(
            MINT.architecture(),
            MINT.modulation(),
            MINT.parameters(),
            MINT.frame(),
            MINT.modality(),
            MINT.patch(),
            normalisation,
            MINT.innerLoop(),
            MINT.codebooks(),
            MINT.provenance());
    try (OrderedMap one = new OrderedMap(1)) {
      float[] plain = new Decoder(MINT, one).decode(TinyMints.coin(MINT, 1, 3, 9, 9)).values();
      float[] scaled = new Decoder(mint, one).decode(TinyMints.coin(mint, 1, 3, 9, 9)).values();
      assertThat(scaled[1]).isEqualTo((float) (2 + 0.5 * plain[1]));
    }
    Samples samples = TinyMints.image(1, 4, 4);
    assertThat(normalisation.invert(normalisation.apply(samples)).values()[5])
        .isCloseTo(samples.values()[5], Offset.offset(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void onItsOwnGridWithoutAFilterTheSamplesAreThoseOfPlainDecoding(int patch)
      throws CodecException {
    Mint mint = patched(patch);
    CoinFile coin = TinyMints.coin(mint, 0, 3, 30, 41);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, one);
      SamplingGrid grid = SamplingGrid.of(GridShape.of(30, 41));
      assertThat(Decoder.digest(decoder.decode(coin, grid.scaled(1), SeamFilter.NONE)))
          .isEqualTo(Decoder.digest(decoder.decode(coin)));
    }
  }

  /** Three samples a point: every middle one sits on a point. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void fieldIsEvaluatedBetweenPointsNotInterpolated(int patch) throws CodecException {
    Mint mint = patched(patch);
    CoinFile coin = TinyMints.coin(mint, 0, 3, 30, 41);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, one);
      SamplingGrid grid = SamplingGrid.of(GridShape.of(30, 41));
      Samples plain = decoder.decode(coin);
      Samples dense = decoder.decode(coin, grid.scaled(3), SeamFilter.NONE);
      assertThat(dense.shape()).isEqualTo(GridShape.of(90, 123));
      double beside = 0;
      for (int point = 0; point < 30 * 41; point++) {
        int middle = (point / 41 * 3 + 1) * 123 + point % 41 * 3 + 1;
        for (int c = 0; c < 3; c++) {
          float there = plain.values()[point * 3 + c];
          assertThat(dense.values()[middle * 3 + c]).isCloseTo(there, Offset.offset(1e-4f));
          beside = Math.max(beside, Math.abs(dense.values()[(middle - 1) * 3 + c] - there));
        }
      }
      assertThat(beside).isGreaterThan(0.003);
    }
  }

  @Test
  void regionHasTheSamplesOfTheWholeWithAndWithoutAFilter() throws CodecException {
    Mint mint = patched(8);
    CoinFile coin = TinyMints.coin(mint, 0, 3, 30, 41);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, one);
      SamplingGrid grid = SamplingGrid.of(GridShape.of(30, 41));
      SamplingGrid region = grid.region(List.of(6.0, 13.0), List.of(5.0, 20.0));
      for (SeamFilter seams : List.of(SeamFilter.NONE, SeamFilter.STANDARD)) {
        float[] whole = decoder.decode(coin, grid, seams).values();
        float[] part = decoder.decode(coin, region, seams).values();
        for (int row = 0; row < 5; row++) {
          int from = ((6 + row) * 41 + 13) * 3;
          assertThat(Arrays.copyOfRange(part, row * 60, row * 60 + 60))
              .isEqualTo(Arrays.copyOfRange(whole, from, from + 60));
        }
      }
    }
  }

  @Test
  void coinsOfAPurseAreEvaluatedElsewhereToo() throws CodecException {
    PurseFile purse = TinyMints.purse(MINT, 0, 3, 2, 9, 7);
    SamplingGrid grid = SamplingGrid.of(GridShape.of(9, 7));
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, one);
      List<Samples> plain = decoder.decodeBlock(purse, 0);
      List<Samples> again = decoder.decodeBlock(purse, 0, grid, SeamFilter.STANDARD);
      for (int i = 0; i < 2; i++) {
        assertThat(again.get(i).values()).isEqualTo(plain.get(i).values());
      }
      assertThat(decoder.decodeBlock(purse, 1, grid.scaled(2), SeamFilter.NONE))
          .singleElement()
          .satisfies(samples -> assertThat(samples.shape()).isEqualTo(GridShape.of(18, 14)));
    }
  }

  @Test
  void moreSamplesThanTheLimitAllowsAreNotEvaluated() {
    CoinFile coin = TinyMints.coin(MINT, 1, 3, 9, 9);
    SamplingGrid vast = SamplingGrid.of(GridShape.of(9, 9)).scaled(1e5);
    try (OrderedMap one = new OrderedMap(1)) {
      Decoder decoder = new Decoder(MINT, one);
      assertThatThrownBy(() -> decoder.decode(coin, vast, SeamFilter.NONE))
          .isInstanceOf(CodecException.LimitExceeded.class)
          .hasMessageContaining("samples asked for");
    }
  }

  private static Mint patched(int patch) {
    return TinyMints.mint(
        "latent-shift",
        PositionalEncoding.NONE,
        patch == 0 ? Optional.empty() : Optional.of(GridShape.of(patch, patch)));
  }
}
