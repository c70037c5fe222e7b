package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.coinage.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundedCodeTest {

  private static final int D = 5;
  private static final double BIT_WEIGHT = 0.37;
  private static final double[][] CODES = SampleCodes.codes(60, D);
  private static final Whitening WHITENING = Whitening.fit(CODES, SampleCodes.metric(D));
  private static final double[] COTANGENT = {0.7, -1.1, 0.4, 2, -0.3};

  private final double[] logStep = {0.1, -0.4, 0.9, 0, -1};
  private final double[] centre = {0.3, 0, -0.2, 0.05, 0.5};
  private final double[] logScale = {1, 0.2, -0.5, -1, -2};
  private final double[] z = CODES[7].clone();
  private RateFamily rate = RateFamily.GAUSSIAN;

  @ParameterizedTest
  @EnumSource(RateFamily.class)
  void noisyGradientAgreesWithCentralDifferences(RateFamily family) {
    rate = family;
    RoundedCode code = noisy();
    RoundedCode.Gradient gradient = code.pullback(COTANGENT, BIT_WEIGHT);
    assertDifferences(z, gradient.code());
    assertDifferences(logStep, gradient.logStep());
    assertDifferences(centre, gradient.centre());
    assertDifferences(logScale, gradient.logScale());
  }

  /** As where a code is made of tensors: two steps, centres and scales for five entries. */
  @ParameterizedTest
  @EnumSource(RateFamily.class)
  void entriesThatShareAStepShareItsGradient(RateFamily family) {
    Whitening diagonal = Whitening.diagonal(new double[] {2, 2, 2, 0.5, 0.5}, 0, 0.1, 0, -0.2, 1);
    QuantizerFrame frame = new QuantizerFrame(diagonal, Runs.of(3, 2), family);
    double[] steps = {-0.7, 0.2};
    double[] centres = {0.1, -0.3};
    double[] scales = {0.4, -0.5};
    Supplier<RoundedCode> shared =
        () ->
            new LearnedQuantizer(frame, steps, centres, scales)
                .round(z, Rounding.NOISE, SeedTree.root(5).generator());
    RoundedCode.Gradient gradient = shared.get().pullback(COTANGENT, BIT_WEIGHT);
    assertDifferences(z, gradient.code(), shared);
    assertDifferences(steps, gradient.logStep(), shared);
    assertDifferences(centres, gradient.centre(), shared);
    assertDifferences(scales, gradient.logScale(), shared);
  }

  /**
   * Learned step size quantization (Esser et al. 2020) on the numbers of the reference table, where
   * nothing is clipped: {@code dy/ds = round(x / s) - x / s}.
   */
  @Test
  void theStepsGradientIsThatOfLearnedStepSizes() throws IOException {
    JsonNode lsq =
        new ObjectMapper()
            .readTree(SharedData.require("oracles/oracles.json").toFile())
            .path("quant");
    for (int i = 0; i < 7; i++) {
      double s = lsq.path("lsq3").path("s").asDouble();
      QuantizerFrame frame = QuantizerFrame.perDimension(Whitening.none(0.0), RateFamily.GAUSSIAN);
      RoundedCode code =
          new LearnedQuantizer(
                  frame, new double[] {Math.log(s)}, new double[1], new double[] {Math.log(s)})
              .round(
                  new double[] {lsq.path("x").get(i).asDouble()},
                  Rounding.STRAIGHT_THROUGH,
                  SeedTree.root(0).generator());
      assertThat(code.decoded()[0])
          .isCloseTo(lsq.path("lsq3").path("y").get(i).asDouble(), within(1e-12));
      RoundedCode.Gradient gradient = code.pullback(new double[] {1}, 0);
      assertThat(gradient.logStep()[0] / s)
          .isCloseTo(lsq.path("lsq3").path("dyds").get(i).asDouble(), within(1e-12));
      assertThat(gradient.code()[0]).isEqualTo(lsq.path("lsq3").path("dydx").get(i).asDouble());
    }
  }

  /** With the rounding error held fixed, straight-through is noise of that error. */
  @Test
  void straightThroughGradientIsThatOfItsOwnRoundingError() {
    LearnedQuantizer quantizer = quantizer();
    RoundedCode rounded =
        quantizer.round(z, Rounding.STRAIGHT_THROUGH, SeedTree.root(0).generator());
    double[] y = WHITENING.forward(z);
    double[] errors = new double[D];
    Arrays.setAll(errors, i -> rounded.rounded()[i] - (y[i] - centre[i]) / Math.exp(logStep[i]));
    RandomGenerator replay = replay(errors);
    RoundedCode noisy = quantizer.round(z, Rounding.NOISE, replay);
    RoundedCode.Gradient expected = noisy.pullback(COTANGENT, BIT_WEIGHT);
    RoundedCode.Gradient found = rounded.pullback(COTANGENT, BIT_WEIGHT);
    assertThat(found.code()).containsExactly(expected.code(), within(1e-9));
    assertThat(found.logStep()).containsExactly(expected.logStep(), within(1e-9));
    assertThat(found.centre()).containsExactly(expected.centre(), within(1e-9));
    assertThat(found.logScale()).containsExactly(expected.logScale(), within(1e-9));
  }

  @Test
  void straightThroughSeesWhatTheDecoderSees() {
    for (double[] code : CODES) {
      RoundedCode rounded =
          quantizer().round(code, Rounding.STRAIGHT_THROUGH, SeedTree.root(0).generator());
      WhitenedQuantizer coder = quantizer().quantizer();
      int[] symbols = coder.quantize(code);
      assertThat(rounded.rounded()).isEqualTo(Arrays.stream(symbols).asDoubleStream().toArray());
      assertThat(rounded.decoded()).isEqualTo(coder.dequantize(symbols));
    }
  }

  @Test
  void distortionAloneDoesNotMoveCentresOrScales() {
    RoundedCode.Gradient gradient = noisy().pullback(COTANGENT, 0);
    assertThat(gradient.centre()).containsExactly(new double[D], within(0.0));
    assertThat(gradient.logScale()).containsExactly(new double[D], within(0.0));
    assertThat(gradient.code()).containsExactly(COTANGENT, within(1e-9));
  }

  @Test
  void noiseStaysWithinHalfAStep() {
    double[] y = WHITENING.forward(z);
    for (int round = 0; round < 50; round++) {
      double[] noisy =
          quantizer().round(z, Rounding.NOISE, SeedTree.root(round).generator()).rounded();
      for (int i = 0; i < D; i++) {
        assertThat(noisy[i] - (y[i] - centre[i]) / Math.exp(logStep[i])).isBetween(-0.5, 0.5);
      }
    }
  }

  @Test
  void learningStartsAtTheDeviationsOfTheCodes() {
    LearnedQuantizer start =
        LearnedQuantizer.initial(
            QuantizerFrame.perDimension(WHITENING, RateFamily.GAUSSIAN), CODES, 0.25);
    assertThat(start.logStep()).containsOnly(Math.log(0.25));
    assertThat(start.centre()).containsOnly(0);
    double squares = 0;
    for (double[] code : CODES) {
      double y = WHITENING.forward(code)[0];
      squares += y * y;
    }
    assertThat(Math.exp(start.logScale()[0]))
        .isCloseTo(Math.sqrt(squares / (CODES.length - 1)), within(1e-9));
  }

  @Test
  void ofALaplaceDensityItStartsAtTheMeanMagnitudeOfAllThatShareIt() {
    QuantizerFrame frame =
        new QuantizerFrame(Whitening.none(new double[D]), Runs.of(2, 3), RateFamily.LAPLACE);
    double sum = 0;
    for (double[] code : CODES) {
      sum += Math.abs(code[0]) + Math.abs(code[1]);
    }
    assertThat(Math.exp(LearnedQuantizer.initial(frame, CODES, 0.25).logScale()[0]))
        .isCloseTo(sum / (2 * CODES.length), within(1e-12));
  }

  /** The prototype's constant for 3072 samples of 1024 pixels: lambda = 0.0385 step^2. */
  @Test
  void firstStepIsTheHighResolutionOptimum() {
    double step = LearnedQuantizer.highResolutionStep(0.05, 3);
    assertThat(0.05 / (step * step)).isCloseTo(0.0385, within(5e-5));
  }

  @Test
  void gradientsAddUp() {
    RoundedCode.Gradient once = noisy().pullback(COTANGENT, BIT_WEIGHT);
    RoundedCode.Gradient twice = noisy().pullback(COTANGENT, BIT_WEIGHT);
    twice.add(once);
    for (int i = 0; i < D; i++) {
      assertThat(twice.code()[i]).isEqualTo(2 * once.code()[i]);
      assertThat(twice.logStep()[i]).isEqualTo(2 * once.logStep()[i]);
      assertThat(twice.centre()[i]).isEqualTo(2 * once.centre()[i]);
      assertThat(twice.logScale()[i]).isEqualTo(2 * once.logScale()[i]);
    }
  }

  @Test
  void codesThatAreNotFiniteAreRefused() {
    z[2] = Double.NaN;
    assertThatThrownBy(this::noisy).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertDifferences(double[] parameter, double[] gradient) {
    assertDifferences(parameter, gradient, this::noisy);
  }

  private static void assertDifferences(
      double[] parameter, double[] gradient, Supplier<RoundedCode> rounded) {
    for (int i = 0; i < parameter.length; i++) {
      double h = 1e-5;
      double before = parameter[i];
      parameter[i] = before + h;
      double up = loss(rounded.get());
      parameter[i] = before - h;
      double down = loss(rounded.get());
      parameter[i] = before;
      double difference = (up - down) / (2 * h);
      assertThat(gradient[i]).isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
    }
  }

  private static double loss(RoundedCode code) {
    double loss = BIT_WEIGHT * code.bits();
    for (int i = 0; i < D; i++) {
      loss += COTANGENT[i] * code.decoded()[i];
    }
    return loss;
  }

  private RoundedCode noisy() {
    return quantizer().round(z, Rounding.NOISE, SeedTree.root(5).generator());
  }

  private LearnedQuantizer quantizer() {
    return new LearnedQuantizer(
        QuantizerFrame.perDimension(WHITENING, rate), logStep, centre, logScale);
  }

  /** A source whose doubles, less one half, are the given numbers. */
  private static RandomGenerator replay(double... errors) {
    return new RandomGenerator() {
      private int next;

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }

      @Override
      public double nextDouble() {
        return errors[next++] + 0.5;
      }
    };
  }
}
