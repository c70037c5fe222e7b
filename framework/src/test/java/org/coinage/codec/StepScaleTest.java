package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.coinage.kernel.OrderedMap;
import org.junit.jupiter.api.Test;

/** Scaled steps: one codebook at many rates. */
class StepScaleTest {

  @Test
  void anOctaveOfNotchesDoublesTheSteps() {
    assertThat(new StepScale(32).factor()).isEqualTo(2);
    assertThat(new StepScale(-64).factor()).isEqualTo(0.25);
    assertThat(StepScale.NONE.factor()).isEqualTo(1);
  }

  @Test
  void aNotchThatNoByteHoldsIsRefused() {
    assertThatThrownBy(() -> new StepScale(128)).hasMessageContaining("[-128, 127]");
  }

  @Test
  void aCoinOfScaledStepsSaysSoAndDecodesWithThem() throws CodecException {
    Mint mint = TinyMints.mint();
    CoinFile plain = TinyMints.coin(mint, 1, 1, 4, 4);
    Imprint imprint = plain.imprint();
    CoinFile coarse =
        new CoinFile(
            "coarse",
            new Imprint(
                imprint.mint(),
                imprint.modality(),
                1,
                new StepScale(StepScale.OCTAVE),
                imprint.shape(),
                imprint.channels(),
                imprint.patch()),
            plain.code(),
            plain.digest());
    byte[] bytes = coarse.toBytes();
    assertThat(bytes).hasSize(plain.toBytes().length + 1);
    assertThat(bytes[4]).isEqualTo((byte) 2);
    assertThat(plain.toBytes()[4]).isEqualTo((byte) 1);
    CoinFile read = CoinFile.parse(bytes, "coarse", Limits.DEFAULT);
    assertThat(read.imprint()).isEqualTo(coarse.imprint());
    try (OrderedMap workers = new OrderedMap(1)) {
      Decoder decoder = new Decoder(mint, workers);
      int[] symbols = decoder.symbols(read).get(0);
      assertThat(symbols).isEqualTo(decoder.symbols(plain).get(0));
      double[] once = mint.codebooks().get(1).quantizer().dequantize(symbols);
      double[] twice =
          mint.codebooks().get(1).quantizer(coarse.imprint().step()).dequantize(symbols);
      double[] mean = mint.codebooks().get(1).quantizer().dequantize(new int[symbols.length]);
      for (int i = 0; i < once.length; i++) {
        assertThat(twice[i] - mean[i]).isCloseTo(2 * (once[i] - mean[i]), within(1e-12));
      }
      assertThat(decoder.decode(read).values()).isNotEqualTo(decoder.decode(plain).values());
    }
  }

  @Test
  void aCoinOfScaledStepsCannotBeReadWithACodebookThatHasNone() throws CodecException {
    Mint mint = TinyMints.mint();
    CoinFile coin = TinyMints.coin(mint, 0, 1, 4, 4);
    Imprint plain = coin.imprint();
    Imprint scaled =
        new Imprint(
            plain.mint(),
            plain.modality(),
            plain.codebook(),
            new StepScale(1),
            plain.shape(),
            plain.channels(),
            plain.patch());
    CoinFile forged = new CoinFile("forged", scaled, coin.code(), coin.digest());
    try (OrderedMap workers = new OrderedMap(1)) {
      assertThatThrownBy(() -> new Decoder(mint, workers).decode(forged))
          .isInstanceOf(CodecException.Corrupt.class)
          .hasMessageContaining("scale of the steps");
    }
  }
}
