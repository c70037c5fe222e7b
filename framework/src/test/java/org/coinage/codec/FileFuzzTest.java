package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coinage.entropy.CodeModel;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.OrderedMap;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.coinage.signal.GridShape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes at all, with right checksums where that takes them further: a reader gives what they
 * hold, or a {@link CodecException}. An ordinary build replays the seeds and every input that once
 * failed; {@code docs/fuzzing.md} says how to search for more.
 */
class FileFuzzTest {

  private static final Mint MINT = TinyMints.mint();
  private static final Mint PATCHED =
      TinyMints.mint("full-weights", PositionalEncoding.NONE, Optional.of(GridShape.of(4, 4)));
  private static final Limits LIMITS = Limits.DEFAULT.withElements(1 << 8);
  private static final OrderedMap ALONE = new OrderedMap(1);
  private static final Decoder DECODER = new Decoder(MINT, ALONE, LIMITS);
  private static final Decoder PATCHED_DECODER = new Decoder(PATCHED, ALONE, LIMITS);

  @AfterAll
  static void close() {
    ALONE.close();
  }

  static Stream<byte[]> coins() {
    CoinFile whole = TinyMints.coin(MINT, 0, 1, 8, 9);
    CoinFile sealed = new CoinFile("x", whole.imprint(), whole.code(), Optional.of(new byte[32]));
    return Stream.of(
        whole.toBytes(),
        sealed.toBytes(),
        TinyMints.coin(MINT, 1, 2, 3, 3).toBytes(),
        TinyMints.coin(PATCHED, 0, 3, 4, 4).toBytes(),
        TinyMints.coin(PATCHED, 1, 4, 9, 6).toBytes());
  }

  @MethodSource("coins")
  @FuzzTest(maxDuration = "20m")
  void coin(byte[] bytes) {
    Damage.ends(bytes, b -> CoinFile.parse(b, "x", Limits.DEFAULT));
    Damage.ends(
        Forgery.mendCoin(Forgery.stamp(bytes, DECODER.fingerprint())),
        b -> DECODER.decode(CoinFile.parse(b, "x", LIMITS)));
    Damage.ends(
        Forgery.mendCoin(Forgery.stamp(bytes, PATCHED_DECODER.fingerprint())),
        b -> PATCHED_DECODER.symbols(CoinFile.parse(b, "x", LIMITS)));
  }

  static Stream<byte[]> purses() {
    return Stream.of(
        TinyMints.purse(MINT, 0, 1, 1, 4, 4).toBytes(),
        TinyMints.purse(MINT, 1, 5, 2, 6, 5).toBytes(),
        TinyMints.purse(PATCHED, 1, 3, 2, 9, 6).toBytes());
  }

  @MethodSource("purses")
  @FuzzTest(maxDuration = "20m")
  void purse(byte[] bytes) {
    Damage.ends(
        bytes,
        b -> {
          PurseFile purse = PurseFile.parse(b, "x", Limits.DEFAULT);
          assertThat(purse.damage()).hasSizeLessThanOrEqualTo(purse.blocks());
        });
    Damage.ends(
        Forgery.mendPurse(Forgery.stamp(bytes, DECODER.fingerprint())),
        b -> DECODER.decode(PurseFile.parse(b, "x", LIMITS)));
    Damage.ends(
        Forgery.mendPurse(Forgery.stamp(bytes, PATCHED_DECODER.fingerprint())),
        b -> PATCHED_DECODER.symbols(PurseFile.parse(b, "x", LIMITS), 0));
  }

  static Stream<byte[]> mints() {
    List<byte[]> seeds = new ArrayList<>();
    for (String kind :
        List.of(
            "latent-shift", "latent-mlp", "direct-shift", "full-weights", "surviving-weights")) {
      seeds.add(MintFile.toBytes(TinyMints.small(kind).withProvenance(Map.of("origin", "seed"))));
    }
    Mint patched = TinyMints.small("latent-shift").withPatch(GridShape.of(2));
    seeds.add(MintFile.toBytes(patched.withCodebooks(List.of(context()))));
    seeds.add(MintFile.toBytes(SparseTensorsTest.sparse()));
    return seeds.stream();
  }

  /** Two dimensions, one of them constant, the other with a neighbour, and tables that adapt. */
  private static Codebook context() {
    int[] ints = {
      -1, 100, 1, 2, 2, 0, 4, 2, 0, 32768, 16384, 16384, 1, 50, 0, 300, 1, 1, 0, 65000, 536, 2, 1,
      0, 1, 2048, 128, 1000, 2000, 3000, 1, 77, 1, 2, 2, 1
    };
    WhitenedQuantizer quantizer =
        new WhitenedQuantizer(Whitening.none(0, 0), new double[2], new double[] {0.1, 0.1});
    return new Codebook("context", quantizer, CodeModel.fromInts(ints));
  }

  /** A mint that can be read decodes: symbols to samples, or an error that says why not. */
  @MethodSource("mints")
  @FuzzTest(maxDuration = "20m")
  void mint(byte[] bytes) {
    Damage.ends(bytes, b -> MintFile.parse(b, "x", LIMITS));
    Damage.ends(
        bytes,
        b -> {
          Safetensors content = Safetensors.parse(b, "x", LIMITS);
          Map<String, String> metadata = new TreeMap<>(content.metadata());
          metadata.put("format", MintFile.FORMAT);
          metadata.putIfAbsent("version", "2");
          List<Tensor> tensors = List.copyOf(content.tensors().values());
          decode(MintFile.parse(Forgery.seal(metadata, tensors), "x", LIMITS));
        });
  }

  private static void decode(Mint mint) throws CodecException {
    int rank = Math.max(1, Math.min(3, mint.architecture().coordinateDim()));
    int[] extents = new int[rank];
    Arrays.fill(extents, 2);
    if (mint.codebooks().isEmpty()
        || mint.frame().dimension(rank) != mint.architecture().coordinateDim()) {
      return;
    }
    Imprint imprint = TinyMints.imprint(mint, 0, extents);
    CoinFile coin = new CoinFile("x", imprint, new byte[0], Optional.empty());
    new Decoder(mint, ALONE, LIMITS).decode(coin);
  }
}
