package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.CodeModelFit;
import org.coinage.entropy.PatchGrid;
import org.coinage.entropy.PictureCodes;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coins and purses of patches whose codes bear on each other. */
class PatchContextTest {

  private static final Mint PLAIN =
      TinyMints.mint("latent-shift", PositionalEncoding.NONE, Optional.of(GridShape.of(8, 8)));

  private static FieldEngine engine;
  private static Mint inContext;
  private static Mint fixed;

  @BeforeAll
  static void fit() {
    engine = FieldEngines.best(Precision.FLOAT);
    Codebook old = PLAIN.codebooks().get(1);
    // So fine that the codes of a network that has learned nothing are not all zero.
    WhitenedQuantizer quantizer = ((WhitenedQuantizer) old.quantizer()).scaled(1e-3);
    List<PictureCodes> pictures = new ArrayList<>();
    try (OrderedMap workers = new OrderedMap(2)) {
      Striker striker = new Striker(PLAIN, old.name(), engine, workers);
      for (int i = 0; i < 15; i++) {
        List<int[]> codes =
            striker.fit(picture(100 + i, 48, 48)).stream()
                .map(code -> quantizer.quantize(code))
                .toList();
        pictures.add(new PictureCodes(PatchGrid.of(6, 6), codes));
      }
    }
    CodeModel base =
        CodeModelFit.perDimension(
            pictures.stream().flatMap(each -> each.codes().stream()).toArray(int[][]::new));
    CodeModel model = CodeModelFit.withContext(base, pictures);
    fixed = PLAIN.withCodebooks(List.of(new Codebook("patches", quantizer, base)));
    inContext = PLAIN.withCodebooks(List.of(new Codebook("patches", quantizer, model)));
    assertThat(model.hasContext()).isTrue();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  /** Smooth over the whole, with busy and quiet parts: neighbouring patches have much in common. */
  private static Samples picture(long seed, int rows, int columns) {
    RandomGenerator random = SeedTree.root(seed).child("picture").generator();
    double[] draw = random.doubles(8).toArray();
    float[] values = new float[3 * rows * columns];
    for (int i = 0; i < values.length; i++) {
      int point = i / 3;
      int row = point / columns;
      int column = point % columns;
      double slow = Math.sin(0.05 * (draw[0] * row + draw[1] * column) + 6 * draw[2]);
      double busy = Math.max(0, Math.sin(0.08 * (draw[3] * row - draw[4] * column) + 6 * draw[5]));
      values[i] = (float) (0.5 + 0.3 * slow + 0.3 * busy * (random.nextDouble() - 0.5));
    }
    return new Samples(GridShape.of(rows, columns), 3, values);
  }

  private static byte[] strike(Mint mint, int threads, Samples image) {
    try (OrderedMap workers = new OrderedMap(threads)) {
      return new Striker(mint, "patches", engine, workers).strike(image).coin().toBytes();
    }
  }

  @Test
  void neighboursMakeCoinsSmallerAndDecodeToTheSameSamples() throws CodecException {
    Samples image = picture(7, 90, 61);
    byte[] small = strike(inContext, 2, image);
    byte[] large = strike(fixed, 2, image);
    assertThat(small.length).isLessThan((int) (0.97 * large.length));
    try (OrderedMap workers = new OrderedMap(2)) {
      CoinFile coin = CoinFile.parse(small, "small", Limits.DEFAULT);
      CoinFile other = CoinFile.parse(large, "large", Limits.DEFAULT);
      assertThat(new Decoder(inContext, workers).decode(coin).values())
          .isEqualTo(new Decoder(fixed, workers).decode(other).values());
    }
  }

  @Test
  void coinsAreTheSameForAnyNumberOfThreads() {
    Samples image = picture(8, 40, 72);
    byte[] one = strike(inContext, 1, image);
    assertThat(strike(inContext, 3, image)).isEqualTo(one);
  }

  @Test
  void theCoinsOfAPurseShareAStreamButNoContext() throws CodecException {
    List<Samples> images = List.of(picture(1, 20, 30), picture(2, 20, 30), picture(3, 20, 30));
    try (OrderedMap workers = new OrderedMap(2)) {
      Striker striker = new Striker(inContext, "patches", engine, workers);
      StruckPurse struck = striker.strikeAll(images, striker.fitAll(images), 2);
      DecodedPurse decoded = new Decoder(inContext, workers).decode(struck.purse());
      for (int i = 0; i < images.size(); i++) {
        assertThat(decoded.coins().get(i).orElseThrow().values())
            .isEqualTo(striker.strike(images.get(i)).decoded().values());
      }
    }
  }

  @Test
  void mintsWithContextAreVersionTwoAndOthersStayVersionOne() throws CodecException {
    byte[] bytes = MintFile.toBytes(inContext);
    Mint read = MintFile.parse(bytes, "x.mint", Limits.DEFAULT);
    assertThat(MintFile.toBytes(read)).isEqualTo(bytes);
    assertThat(read.codebooks().get(0).model()).isEqualTo(inContext.codebooks().get(0).model());
    assertThat(version(bytes)).isEqualTo("2");
    Mint first = PLAIN.withCodebooks(List.of(PLAIN.codebooks().get(0))); // quantized by no tensors
    assertThat(version(MintFile.toBytes(first))).isEqualTo("1");
  }

  private static String version(byte[] mint) throws CodecException {
    Map<String, String> metadata = Safetensors.parse(mint, "x.mint", Limits.DEFAULT).metadata();
    return metadata.getOrDefault("unpacked_version", metadata.get("version")); // biases are zero
  }
}
