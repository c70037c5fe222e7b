package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.signal.GridShape;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;
import org.coinage.training.MintLearning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The encoder with the decoder in the loop, and any rate from one mint, on a mint that learned. */
class EncoderTest {

  private static final GridShape GRID = GridShape.of(10, 12);

  private static FieldEngine engine;
  private static OrderedMap workers;
  private static Mint mint;
  private static List<Samples> unseen;

  @BeforeAll
  static void learn() {
    List<Samples> images = waves(0, 40);
    mint =
        MintLearning.of(images).latentDim(8).width(16).layers(3).steps(160).lambda(2e-3).learn(1);
    unseen = waves(40, 52);
    engine = FieldEngines.best(Precision.FLOAT);
    workers = new OrderedMap(2);
  }

  @AfterAll
  static void close() {
    engine.close();
    workers.close();
  }

  /** Smooth images: a wave of random direction, phase and colour each. */
  private static List<Samples> waves(int from, int to) {
    List<Samples> images = new ArrayList<>();
    for (int n = from; n < to; n++) {
      RandomGenerator random = SeedTree.root(n).child("wave").generator();
      double[] draw = random.doubles(6).toArray();
      float[] values = new float[3 * GRID.points()];
      for (int i = 0; i < values.length; i++) {
        int point = i / 3;
        double x = point % GRID.extent(1) / 11.0;
        int row = point / GRID.extent(1);
        double y = row / 9.0;
        double wave = Math.sin(5 * (draw[0] * x + draw[1] * y) + 6 * draw[2]);
        values[i] = (float) (0.5 + 0.4 * draw[3 + i % 3] * wave);
      }
      images.add(new Samples(GRID, 3, values));
    }
    return images;
  }

  private static Striker striker(StrikeSettings settings) {
    return new Striker(mint, "step-1", engine, workers).with(settings);
  }

  private static double bits(StrikeSettings settings) {
    Codebook book = mint.codebooks().get(mint.codebook("step-1"));
    double bits = 0;
    for (Samples image : unseen) {
      bits += book.model().bits(symbols(striker(settings).strike(image)));
    }
    return bits;
  }

  private static int[] symbols(Struck struck) {
    try {
      return new Decoder(mint, workers).symbols(struck.coin()).get(0);
    } catch (CodecException e) {
      throw new AssertionError(e);
    }
  }

  /** Bits of all unseen signals, and the squared error, at a price of a bit: what a code is for. */
  private static double cost(StrikeSettings settings) {
    double cost = 0;
    Codebook book = mint.codebooks().get(mint.codebook("step-1"));
    for (Samples image : unseen) {
      Struck struck = striker(settings).strike(image);
      int[] symbols = symbols(struck);
      cost += struck.meanSquaredError() + 2e-3 * book.model().bits(symbols) / GRID.points();
    }
    return cost;
  }

  @Test
  void theDecoderInTheLoopLowersErrorPlusRate() {
    double plain = cost(StrikeSettings.plain(3));
    double feedback = cost(new StrikeSettings(FitSettings.inner(3), CodeRounding.ERROR_FEEDBACK));
    double best = cost(StrikeSettings.best(3));
    double search =
        cost(new StrikeSettings(new FitSettings(FitKind.MAP, 3, 2), CodeRounding.SEARCH));
    assertThat(best).isLessThan(0.97 * plain);
    assertThat(best).isLessThan(feedback);
    assertThat(search).isCloseTo(best, within(0.1 * best));
  }

  @Test
  void theBestFitCostsBitsThatTheBestCodeSaves() {
    FitSettings converged = new FitSettings(FitKind.GAUSS_NEWTON, 3, 10);
    double fit = bits(new StrikeSettings(converged, CodeRounding.NEAREST));
    assertThat(bits(StrikeSettings.best(3))).isLessThan(fit);
  }

  /** Else error feedback would fill with what it makes good a dimension that carries nothing. */
  @Test
  void codesThatTablesAreFittedToLeaveAloneWhatThePriorCallsSilent() {
    Codebook book = mint.codebooks().get(mint.codebook("step-1"));
    WhitenedQuantizer coarse = ((WhitenedQuantizer) book.quantizer()).scaled(4);
    Map<Integer, Integer> silent = book.prior().orElseThrow().constants(coarse);
    assertThat(silent).isNotEmpty();
    Rounder rounder =
        Rounder.withoutTables(mint, coarse, book.prior(), StrikeSettings.best(3), engine);
    Striker striker = striker(StrikeSettings.best(3));
    for (Samples image : unseen) {
      Signal signal = new Blanks(mint).signals(image).get(0);
      int[] symbols = rounder.round(signal, striker.fit(image).get(0));
      silent.forEach((entry, symbol) -> assertThat(symbols[entry]).isEqualTo(symbol));
    }
  }

  @Test
  void aCodebookOfOneStepForAllNeedsNoModelAndGetsNone() {
    Mint uniform = TinyMints.mint();
    Striker plain = new Striker(uniform, TinyMints.UNIFORM, engine, workers);
    assertThatThrownBy(() -> plain.with(StrikeSettings.best(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whitened codes");
    Striker whitened = new Striker(uniform, TinyMints.WHITENED, engine, workers);
    assertThatThrownBy(() -> whitened.with(StrikeSettings.best(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prior");
    assertThat(StrikeSettings.bestFor(uniform, uniform.codebooks().get(1)))
        .isEqualTo(StrikeSettings.plain(3));
  }

  @Test
  void coinsDoNotDependOnTheNumberOfThreads() {
    byte[][] coins = new byte[2][];
    for (int i = 0; i < 2; i++) {
      try (OrderedMap map = new OrderedMap(1 + 2 * i)) {
        Striker each = new Striker(mint, "step-1", engine, map).with(StrikeSettings.best(3));
        coins[i] = each.strikeAll(unseen).purse().toBytes();
      }
    }
    assertThat(coins[0]).isEqualTo(coins[1]);
  }

  @Test
  void theMintKeepsItsPriors() throws CodecException {
    Mint read = MintFile.parse(MintFile.toBytes(mint), "mint", Limits.DEFAULT);
    assertThat(read.codebooks()).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(read.codebooks().get(i).prior()).isEqualTo(mint.codebooks().get(i).prior());
    }
    assertThat(read.codebooks().get(0).prior()).isPresent();
  }

  @Test
  void budgetsAreUsedAndNotExceeded() {
    RateControl control = new RateControl(striker(StrikeSettings.best(3)));
    for (int bytes = 300; bytes <= 420; bytes += 40) {
      StruckPurse struck = control.strikeAll(many(), new RateTarget(RateTarget.Kind.BYTES, bytes));
      assertThat(struck.purse().size()).isBetween((int) (0.97 * bytes), bytes);
    }
    double points = 60.0 * GRID.points();
    double bpp = 8 * 350 / points;
    StruckPurse struck =
        control.strikeAll(many(), new RateTarget(RateTarget.Kind.BITS_PER_POINT, bpp));
    assertThat(8 * struck.purse().size() / points).isBetween(0.97 * bpp, bpp);
  }

  private static List<Samples> many() {
    return waves(100, 160);
  }

  @Test
  void aQualityIsMetToATenthOfADecibel() {
    RateControl control = new RateControl(striker(StrikeSettings.best(3)));
    double coarse = Psnr.AS_FILE.over(many(), finest(2.8)).meanOfPsnr();
    double fine = Psnr.AS_FILE.over(many(), finest(0.7)).meanOfPsnr();
    double target = (coarse + fine) / 2;
    StruckPurse struck = control.strikeAll(many(), new RateTarget(RateTarget.Kind.PSNR, target));
    assertThat(Psnr.AS_FILE.over(many(), struck.decoded()).meanOfPsnr())
        .isCloseTo(target, within(0.1));
  }

  private static List<Samples> finest(double factor) {
    return striker(StrikeSettings.best(3))
        .withCodebook(org.coinage.training.Minting.name(factor))
        .strikeAll(many())
        .decoded();
  }

  /** With steps so fine that the prior says nothing, the model alone would jump too far. */
  @Test
  void finerStepsDoNotLoseQuality() {
    Striker striker = striker(StrikeSettings.best(3)).withCodebook("step-0.7");
    double before = 0;
    for (int notch : new int[] {0, -32, -64, -96}) {
      double psnr =
          Psnr.AS_FILE
              .over(many(), striker.withStep(new StepScale(notch)).strikeAll(many()).decoded())
              .meanOfPsnr();
      assertThat(psnr).isGreaterThan(before - 0.3);
      before = psnr;
    }
  }

  @Test
  void aHigherPriceOfABitGivesSmallerFiles() {
    RateControl control = new RateControl(striker(StrikeSettings.best(3)));
    int cheap =
        control.strikeAll(many(), new RateTarget(RateTarget.Kind.LAMBDA, 1e-4)).purse().size();
    int dear =
        control.strikeAll(many(), new RateTarget(RateTarget.Kind.LAMBDA, 1e-1)).purse().size();
    assertThat(dear).isLessThan(cheap);
  }

  @Test
  void whatIsOutOfReachIsSaid() {
    RateControl control = new RateControl(striker(StrikeSettings.best(3)));
    for (double bytes : new double[] {5, 1e6}) {
      assertThatThrownBy(
              () -> control.strike(unseen.get(0), new RateTarget(RateTarget.Kind.BYTES, bytes)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("out of reach: this mint makes");
    }
    Mint uniform = TinyMints.mint().withCodebooks(List.of(TinyMints.mint().codebooks().get(0)));
    assertThatThrownBy(
            () -> new RateControl(new Striker(uniform, TinyMints.UNIFORM, engine, workers)))
        .hasMessageContaining("no codebook whose steps can be scaled");
    assertThatThrownBy(() -> new RateTarget(RateTarget.Kind.PSNR, Double.NaN))
        .hasMessageContaining("greater than 0");
  }

  @Test
  void everyRungIsReadableWithItsScaleOfTheSteps() throws CodecException {
    RateLadder ladder = new RateLadder(mint);
    Decoder decoder = new Decoder(mint, workers);
    for (int index : ladder.walk(16)) {
      RateLadder.Rung rung = ladder.rung(index);
      CoinFile coin =
          striker(StrikeSettings.best(3))
              .withCodebook(rung.codebook().name())
              .withStep(rung.step())
              .strike(unseen.get(0))
              .coin();
      CoinFile read = CoinFile.parse(coin.toBytes(), "rung", Limits.DEFAULT);
      assertThat(read.imprint().step()).isEqualTo(rung.step());
      assertThat(decoder.decode(read).values()).isEqualTo(decoder.decode(coin).values());
    }
    assertThat(Arrays.asList(Optional.of(ladder.rung(0).step().notch())))
        .containsExactly(Optional.of(-StepScale.OCTAVE));
  }
}
