package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.fitting.QuantizedRefit.Refitted;
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

/** On a small network whose weights are all the code of one random image. */
class QuantizedRefitTest {

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

  @ParameterizedTest
  @MethodSource("quantizers")
  void theErrorAfterIsThatOfItsIntegersAndNeverWorseThanBefore(CodeQuantizer quantizer) {
    for (double rate : new double[] {1e-6, 1e-3, 0.9}) {
      Refitted refitted =
          new QuantizedRefit(engine, SPACE, new RefitSettings(40, rate))
              .run(THETA, SIGNAL, fitted, quantizer);
      assertThat(refitted.before()).isEqualTo(error(quantizer, fitted));
      assertThat(refitted.after())
          .isEqualTo(error(quantizer, refitted.code()))
          .isLessThanOrEqualTo(refitted.before());
    }
  }

  @ParameterizedTest
  @MethodSource("quantizers")
  void aSuitableRateGainsOverRoundingAlone(CodeQuantizer quantizer) {
    Refitted refitted =
        new QuantizedRefit(engine, SPACE, new RefitSettings(60, 3e-3))
            .run(THETA, SIGNAL, fitted, quantizer);
    assertThat(refitted.after()).isLessThan(0.95 * refitted.before());
  }

  @Test
  void withoutStepsTheCodeStaysAsItIs() {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 4);
    Refitted refitted =
        new QuantizedRefit(engine, SPACE, new RefitSettings(0, 1e-3))
            .run(THETA, SIGNAL, fitted, quantizer);
    assertThat(refitted.code()).isEqualTo(fitted);
    assertThat(refitted.after()).isEqualTo(refitted.before());
  }

  @Test
  void weightsBeyondTheRangeAreNotMoved() {
    double[] steps = new double[TENSORS.count()];
    Arrays.fill(steps, 1e-4);
    SymmetricQuantizer narrow = new SymmetricQuantizer(TENSORS, steps, 2);
    double[] code = new double[SPACE.codeDim()];
    Arrays.fill(code, 0.5);
    assertThat(
            new QuantizedRefit(engine, SPACE, new RefitSettings(5, 1e-2))
                .run(THETA, SIGNAL, code, narrow)
                .code())
        .isEqualTo(code);
  }

  @Test
  void theSameStartGivesTheSameBitsAndIsLeftAlone() {
    CodeQuantizer quantizer = SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 4);
    QuantizedRefit refit = new QuantizedRefit(engine, SPACE, new RefitSettings(10, 1e-3));
    double[] start = fitted.clone();
    List<double[]> twice =
        IntStream.range(0, 2)
            .mapToObj(i -> refit.run(THETA, SIGNAL, start, quantizer).code())
            .toList();
    assertThat(twice.get(0)).isEqualTo(twice.get(1));
    assertThat(start).isEqualTo(fitted);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new QuantizedRefit(engine, SPACE, new RefitSettings(-1, 1e-3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps = -1");
    assertThatThrownBy(() -> new QuantizedRefit(engine, SPACE, new RefitSettings(1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate = NaN");
  }

  private static double error(CodeQuantizer quantizer, double... code) {
    double[] decoded = quantizer.dequantize(quantizer.quantize(code));
    return engine.gradient(SIREN, SPACE.apply(THETA, decoded), SIGNAL, SPACE.modulated()).loss();
  }
}
