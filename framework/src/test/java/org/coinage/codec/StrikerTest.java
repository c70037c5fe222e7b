package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.FrequencyTable;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrikerTest {

  private static final Mint MINT = TinyMints.mint();

  @Test
  void strikeAndDecodeTakeAFewLines(@TempDir Path folder) throws IOException {
    Samples image = TinyMints.image(1, 24, 20);
    Path path = folder.resolve("image.coin");
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap workers = new OrderedMap(2)) {
      Struck struck = new Striker(MINT, TinyMints.WHITENED, engine, workers).strike(image);
      struck.coin().write(path, false);

      Samples decoded = new Decoder(MINT, workers).decode(CoinFile.read(path, Limits.DEFAULT));
      assertThat(decoded.values()).isEqualTo(struck.decoded().values());
      assertThat(decoded.shape()).isEqualTo(image.shape());
      assertThat(struck.psnr()).isBetween(0.0, 60.0);
    }
  }

  @Test
  void patchesCoverImagesOfAnySize() throws CodecException {
    Mint mint =
        TinyMints.mint("latent-shift", PositionalEncoding.NONE, Optional.of(GridShape.of(8, 8)));
    Samples image = TinyMints.image(2, 19, 9);
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap workers = new OrderedMap(2)) {
      Striker striker = new Striker(mint, TinyMints.UNIFORM, engine, workers).withDigest();
      Struck struck = striker.strike(image);
      assertThat(striker.fit(image)).hasSize(6);
      assertThat(struck.decoded().shape()).isEqualTo(image.shape());
      assertThat(Verification.of(struck.coin(), new Decoder(mint, workers)).compared()).isTrue();
      int plain =
          new Striker(mint, TinyMints.UNIFORM, engine, workers)
              .strike(image)
              .coin()
              .toBytes()
              .length;
      assertThat(struck.coin().toBytes()).hasSize(plain + 38);
    }
  }

  /** More steps fit better: the inner loop really runs, and through the quantizer. */
  @Test
  void moreStepsLowerTheError() {
    Samples image = TinyMints.image(3, 12, 12);
    double[] flat = new double[4096];
    Arrays.fill(flat, 1);
    Codebook fine =
        new Codebook(
            "fine",
            new UniformQuantizer(TinyMints.LATENT, 0, 1, 1, 12),
            CodeModel.shared(TinyMints.LATENT, FrequencyTable.ofWeights(0, flat, 1)));
    Mint mint = MINT.withCodebooks(List.of(fine));
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap workers = new OrderedMap(1)) {
      Striker striker = new Striker(mint, "fine", engine, workers);
      double none = striker.with(StrikeSettings.plain(0)).strike(image).meanSquaredError();
      double some = striker.with(StrikeSettings.plain(30)).strike(image).meanSquaredError();
      assertThat(some).isLessThan(none);
    }
  }

  @Test
  void aPurseHoldsWhatItsCoinsHold() throws CodecException {
    List<Samples> images = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      images.add(TinyMints.image(10 + i, 8, 8));
    }
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap workers = new OrderedMap(2)) {
      Striker striker = new Striker(MINT, TinyMints.WHITENED, engine, workers);
      StruckPurse struck = striker.strikeAll(images, striker.fitAll(images), 2);
      DecodedPurse decoded = new Decoder(MINT, workers).decode(struck.purse());
      assertThat(decoded.isComplete()).isTrue();
      for (int i = 0; i < 5; i++) {
        Samples alone = striker.strike(images.get(i)).decoded();
        assertThat(decoded.coins().get(i).orElseThrow().values()).isEqualTo(alone.values());
        assertThat(struck.decoded().get(i).values()).isEqualTo(alone.values());
      }
      images.add(TinyMints.image(1, 8, 9));
      assertThatThrownBy(() -> striker.strikeAll(images))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("signal 5 has the shape 8x9");
    }
  }

  @Test
  void whatDoesNotFitTheMintIsRefused() {
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap workers = new OrderedMap(1)) {
      assertThatThrownBy(() -> new Striker(MINT, "fine", engine, workers))
          .hasMessage("no codebook 'fine'; there are uniform-4, whitened");
      Striker striker = new Striker(MINT, TinyMints.UNIFORM, engine, workers);
      Samples gray = new Samples(GridShape.of(4, 4), 1, new float[16]);
      assertThatThrownBy(() -> striker.strike(gray))
          .hasMessageContaining("with 1 channels does not fit a mint of 2 coordinates and 3");
    }
  }
}
