package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.FullWeights;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.quantization.Runs;
import org.coinage.quantization.SymmetricQuantizer;
import org.coinage.quantization.UniformQuantizer;
import org.coinage.quantization.WhitenedQuantizer;
import org.coinage.quantization.Whitening;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a small network whose weights are all the code of one random image. */
class AdaptiveRoundingTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 8, 3, 3, 10);
  private static final FullWeights SPACE = new FullWeights(SIREN);
  private static final Runs TENSORS = Runs.of(SPACE.codeTensors());
  private static final Parameters THETA = theta();
  private static final Signal SIGNAL = signal();

  private static FieldEngine engine;
  private static double[] fitted;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
    StepSizes steps =
        new StepSizes(new InnerLoopSettings(30, 0.05, StepSizeKind.FIXED), SPACE.codeDim());
    fitted = new InnerLoop(engine, SPACE, steps).run(THETA, SIGNAL, 30).code();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static Parameters theta() {
    Parameters theta = Parameters.zeros(SPACE.layout());
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, SeedTree.root(3).generator());
    return theta;
  }

  private static Signal signal() {
    GridShape grid = GridShape.of(5, 5);
    RandomGenerator random = SeedTree.root(4).generator();
    float[] features = new float[3 * grid.points()];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return new Signal(grid, LinspaceFrame.UNIT.coordinates(grid), features);
  }

  /** Coarse, so that rounding hurts; the clipped ones clip some weights. */
  static Stream<CodeQuantizer> quantizers() {
    double[] steps = new double[SPACE.codeDim()];
    Arrays.fill(steps, 0.05);
    return Stream.of(
        SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 3),
        new SymmetricQuantizer(TENSORS, TENSORS.collapse(steps), 2),
        UniformQuantizer.fit(new double[][] {fitted}, 2, 3),
        new WhitenedQuantizer(
            Whitening.none(new double[steps.length]), new double[steps.length], steps));
  }

  private static AdaptiveRounding rounding() {
    return new AdaptiveRounding(engine, SPACE, SoftRounding.Settings.STANDARD);
  }

  private static double error(CodeQuantizer quantizer, int... symbols) {
    return engine.loss(SIREN, SPACE.apply(THETA, quantizer.dequantize(symbols)), SIGNAL);
  }

  @ParameterizedTest
  @MethodSource("quantizers")
  void everyWeightIsAtALevelBesideItAndTheNetworkErrsNoMoreThanWithNearest(
      CodeQuantizer quantizer) {
    int[] symbols = rounding().round(THETA, SIGNAL, fitted, quantizer);
    double[] decoded = quantizer.dequantize(symbols);
    int[] nearest = quantizer.quantize(fitted);
    double[] there = quantizer.dequantize(nearest);
    for (int i = 0; i < symbols.length; i++) {
      assertThat(Math.abs(symbols[i] - nearest[i])).isLessThanOrEqualTo(1);
      if (symbols[i] != nearest[i]) {
        assertThat((decoded[i] - fitted[i]) * (there[i] - fitted[i])).isLessThanOrEqualTo(0);
      }
    }
    assertThat(error(quantizer, symbols)).isLessThanOrEqualTo(error(quantizer, nearest));
    assertThat(quantizer.quantize(decoded)).isEqualTo(symbols);
  }

  /**
   * Nagel et al., ICML 2020: the nearest is not the best, while steps are fine enough for sines.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7})
  void roundedWeightsLoseLessThanAtTheirNearest(int bits) {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, bits);
    double exact = engine.loss(SIREN, SPACE.apply(THETA, fitted), SIGNAL);
    double lost = error(quantizer, rounding().round(THETA, SIGNAL, fitted, quantizer)) - exact;
    assertThat(lost).isLessThan(0.9 * (error(quantizer, quantizer.quantize(fitted)) - exact));
  }

  @Test
  void aQuantizerThatRotatesCodesIsRefused() {
    int d = SPACE.codeDim();
    double[][] turned = new double[d][d];
    for (int i = 0; i < d; i++) {
      turned[i][(i + 1) % d] = 1;
    }
    double[][] back = new double[d][d];
    for (int i = 0; i < d; i++) {
      back[(i + 1) % d][i] = 1;
    }
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    WhitenedQuantizer rotating =
        new WhitenedQuantizer(Whitening.of(turned, back, new double[d]), new double[d], ones);
    assertThatThrownBy(() -> rounding().round(THETA, SIGNAL, fitted, rotating))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rotates codes");
  }

  @Test
  void theSameCodeGivesTheSameIntegersAndIsLeftAlone() {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 4);
    double[] start = fitted.clone();
    int[] once = rounding().round(THETA, SIGNAL, start, quantizer);
    assertThat(rounding().round(THETA, SIGNAL, start, quantizer)).isEqualTo(once);
    assertThat(start).isEqualTo(fitted);
  }
}
