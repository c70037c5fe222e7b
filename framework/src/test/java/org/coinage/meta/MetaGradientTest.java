package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.fitting.InnerLoop;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.quantization.RateFamily;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The meta-gradient is the derivative of the whole map from outer parameters through K inner steps
 * to the outer objective, whatever space, step sizes and objective: central differences in
 * binary64, to 1e-6 of a tensor's largest entry.
 */
class MetaGradientTest {

  private static final double STEP = 3e-5;
  private static final double TOLERANCE = 1e-6;
  private static final SeedTree NOISE = SeedTree.root(5);
  private static final Signal SIGNAL = LearningScene.signals(1).get(0);

  private static FieldEngine engine;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static Stream<String> spaces() {
    return ModulationSpaces.kinds().stream();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void entriesAreDerivativesOfTheMapThroughThreeSteps(String kind) {
    LearningScene scene = LearningScene.of(kind, 3, StepSizeKind.PER_STEP_AND_DIMENSION);
    for (OuterObjective objective : objectives(scene)) {
      Parameters gradient =
          scene
              .metaGradient(engine, objective, MetaOrder.SECOND)
              .of(scene.theta(), SIGNAL, NOISE)
              .parameters()
              .formed();
      int offset = 0;
      for (ParameterLayout.Tensor tensor : gradient.layout().tensors()) {
        double[] found = gradient.tensor(tensor.name());
        assertThat(largest(found) > 0)
            .as("whether %s by %s is there in %s", objective, tensor.name(), kind)
            .isEqualTo(
                objective instanceof RateDistortionObjective
                    || !tensor.name().startsWith(QuantizerTensors.PREFIX));
        for (int i : sample(found)) {
          double[] direction = new double[gradient.layout().size()];
          direction[offset + i] = 1;
          assertThat(found[i])
              .as("%s by %s[%d] in %s", objective, tensor.name(), i, kind)
              .isCloseTo(
                  alongDirection(scene, objective, direction),
                  Offset.offset(TOLERANCE * largest(found) + 1e-11));
        }
        offset += tensor.size();
      }
    }
  }

  /** The entry of the largest derivative, the first and the last. */
  private static int[] sample(double[] gradient) {
    int largest = 0;
    for (int i = 0; i < gradient.length; i++) {
      largest = Math.abs(gradient[i]) > Math.abs(gradient[largest]) ? i : largest;
    }
    return IntStream.of(0, largest, gradient.length - 1).distinct().toArray();
  }

  /**
   * Along three directions of random signs, so that every combination is affordable: step sizes,
   * quantizer, network and map.
   */
  @ParameterizedTest
  @MethodSource("spaces")
  void derivativesHoldForEveryNumberOfStepsAndKindOfStepSize(String kind) {
    for (int steps : new int[] {0, 1, 3}) {
      for (StepSizeKind stepSizeKind : StepSizeKind.values()) {
        LearningScene scene = LearningScene.of(kind, steps, stepSizeKind);
        for (OuterObjective objective : objectives(scene)) {
          Parameters gradient =
              scene
                  .metaGradient(engine, objective, MetaOrder.SECOND)
                  .of(scene.theta(), SIGNAL, NOISE)
                  .parameters()
                  .formed();
          for (String group : List.of(StepSizes.TENSOR, QuantizerTensors.PREFIX, "")) {
            checkAlong(group, kind, scene, objective, gradient);
          }
        }
      }
    }
  }

  /** Gates that the inner loop moves, under noise that is drawn once, and their price (MSCN). */
  @ParameterizedTest
  @ValueSource(strings = {"direct-shift", "latent-shift", "surviving-weights"})
  void derivativesHoldThroughGatesThatAreMovedBesideTheCode(String kind) {
    for (StepSizeKind stepSizeKind :
        List.of(
            StepSizeKind.FIXED, StepSizeKind.PER_DIMENSION, StepSizeKind.PER_STEP_AND_DIMENSION)) {
      for (int steps : new int[] {0, 1, 3}) {
        LearningScene scene = LearningScene.gated(kind, steps, stepSizeKind);
        OuterObjective objective = scene.sparseCode();
        Parameters gradient =
            scene
                .metaGradient(engine, objective, MetaOrder.SECOND)
                .of(scene.theta(), SIGNAL, NOISE)
                .parameters()
                .formed();
        assertThat(largest(gradient.tensor(GatedCodes.TENSOR))).isPositive();
        for (String group : List.of(StepSizes.TENSOR, GatedCodes.TENSOR, "")) {
          checkAlong(group, kind, scene, objective, gradient);
        }
      }
    }
  }

  private static void checkAlong(
      String group,
      String kind,
      LearningScene scene,
      OuterObjective objective,
      Parameters gradient) {
    RandomGenerator random = SeedTree.root(6).generator();
    double[] flat = gradient.flatten();
    double[] direction = new double[flat.length];
    double smallest = Double.MAX_VALUE;
    int offset = 0;
    for (ParameterLayout.Tensor tensor : gradient.layout().tensors()) {
      boolean chosen = group.equals(group(tensor.name()));
      for (int end = offset + tensor.size(); offset < end; offset++) {
        direction[offset] = chosen ? random.nextBoolean() ? 1 : -1 : 0;
      }
      double largest = largest(gradient.tensor(tensor.name()));
      if (chosen && largest > 0) {
        smallest = Math.min(smallest, largest);
      }
    }
    if (smallest == Double.MAX_VALUE) {
      return; // nothing in this group has an effect on the objective
    }
    double norm = Math.sqrt(Arrays.stream(direction).map(Math::abs).sum());
    double found = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] /= norm;
      found += direction[i] * flat[i];
    }
    assertThat(found)
        .as(
            "%s by '%s' in %s with %s",
            objective.getClass().getSimpleName(), group, kind, scene.stepSizes().settings())
        .isCloseTo(
            alongDirection(scene, objective, direction),
            Offset.offset(TOLERANCE * smallest + 1e-10));
  }

  private static String group(String tensor) {
    return Stream.of(StepSizes.TENSOR, GatedCodes.TENSOR, QuantizerTensors.PREFIX)
        .filter(tensor::startsWith)
        .findFirst()
        .orElse("");
  }

  private static List<OuterObjective> objectives(LearningScene scene) {
    return List.of(
        scene.reconstruction(),
        scene.rateDistortion(RateFamily.GAUSSIAN),
        scene.rateDistortion(RateFamily.LAPLACE));
  }

  private static double alongDirection(
      LearningScene scene, OuterObjective objective, double[] direction) {
    double[] start = scene.theta().flatten();
    InnerLoop loop = new InnerLoop(engine, scene.space(), scene.stepSizes());
    DoubleUnaryOperator map =
        step -> {
          double[] moved = start.clone();
          for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
          }
          Parameters theta = Parameters.ofFlat(scene.theta().layout(), moved);
          int steps = scene.stepSizes().settings().steps();
          double[] code = loop.run(theta, SIGNAL, steps, scene.space().start(NOISE)).code();
          return objective.cost(engine, theta, code, SIGNAL, NOISE).objective();
        };
    return (map.applyAsDouble(STEP) - map.applyAsDouble(-STEP)) / (2 * STEP);
  }

  /**
   * A field that is affine in its code has a quadratic loss: the mean residual e of a channel
   * shrinks by q = 1 - 2 alpha / C a step, F is its square over C plus a constant, hence dF/db = 2
   * e q^2K / C and dF/dalpha = -4 K / C^2 sum e^2 q^(2K - 1).
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10})
  void quadraticLossHasTheMetaGradientInClosedForm(int steps) {
    OutputBiasSpace space = new OutputBiasSpace(LearningScene.SIREN);
    LearningScene scene = LearningScene.of(space, steps, StepSizeKind.SCALAR);
    int channels = LearningScene.SIREN.channels();
    double alpha = scene.theta().tensor(StepSizes.TENSOR)[0];
    double q = 1 - 2 * alpha / channels;
    double[] values =
        engine.evaluate(
            LearningScene.SIREN,
            space.apply(scene.theta(), new double[channels]),
            SIGNAL.coordinates());
    double[] residual = new double[channels];
    for (int i = 0; i < values.length; i++) {
      residual[i % channels] += (values[i] - SIGNAL.features()[i]) / SIGNAL.points();
    }
    double[] byBias =
        Arrays.stream(residual).map(e -> 2 * e * Math.pow(q, 2 * steps) / channels).toArray();
    double byAlpha =
        Arrays.stream(residual)
            .map(e -> -4.0 * steps / channels / channels * e * e * Math.pow(q, 2 * steps - 1))
            .sum();

    Parameters found =
        scene
            .metaGradient(engine, scene.reconstruction(), MetaOrder.SECOND)
            .of(scene.theta(), SIGNAL, NOISE)
            .parameters()
            .formed();

    assertThat(found.tensor("last_layer.linear.bias"))
        .containsExactly(byBias, Offset.offset(1e-12));
    assertThat(found.tensor(StepSizes.TENSOR)[0]).isCloseTo(byAlpha, Offset.offset(1e-12));
  }

  /** What validation looks at is what learning minimises. */
  @ParameterizedTest
  @MethodSource("spaces")
  void theCostAloneIsThatBesideTheGradient(String kind) {
    LearningScene scene = LearningScene.of(kind, 3, StepSizeKind.PER_DIMENSION);
    double[] code =
        new InnerLoop(engine, scene.space(), scene.stepSizes())
            .run(scene.theta(), SIGNAL, 3)
            .code();
    for (OuterObjective objective : objectives(scene)) {
      OuterObjective.Value value =
          objective.at(
              scene.theta(),
              code,
              SIGNAL,
              NOISE,
              scene.gradient(
                  engine, scene.theta(), code, new ParameterGradient(scene.theta().layout())));
      OuterObjective.Cost cost = objective.cost(engine, scene.theta(), code, SIGNAL, NOISE);
      assertThat(cost.objective()).isCloseTo(value.objective(), Offset.offset(1e-14));
      assertThat(cost.distortion()).isCloseTo(value.distortion(), Offset.offset(1e-14));
      assertThat(cost.bits()).isEqualTo(value.bits());
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void withoutInnerStepsBothOrdersAreEqual(String kind) {
    LearningScene scene = LearningScene.of(kind, 0, StepSizeKind.PER_DIMENSION);
    for (OuterObjective objective : objectives(scene)) {
      assertThat(flat(scene, objective, MetaOrder.FIRST))
          .isEqualTo(flat(scene, objective, MetaOrder.SECOND));
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void withInnerStepsTheOrdersDiffer(String kind) {
    LearningScene scene = LearningScene.of(kind, 3, StepSizeKind.FIXED);
    OuterObjective objective = scene.reconstruction();
    assertThat(flat(scene, objective, MetaOrder.FIRST))
        .isNotEqualTo(flat(scene, objective, MetaOrder.SECOND));
  }

  @Test
  void firstOrderIsTheGradientAtTheFittedCode() {
    LearningScene scene = LearningScene.of("latent-shift", 3, StepSizeKind.FIXED);
    OuterObjective objective = scene.reconstruction();
    double[] code =
        new InnerLoop(engine, scene.space(), scene.stepSizes())
            .run(scene.theta(), SIGNAL, 3)
            .code();
    ParameterGradient expected = new ParameterGradient(scene.theta().layout());
    OuterGradient gradient = scene.gradient(engine, scene.theta(), code, expected);
    objective.at(scene.theta(), code, SIGNAL, NOISE, gradient);
    gradient.finish();

    assertThat(flat(scene, objective, MetaOrder.FIRST)).isEqualTo(expected.formed().flatten());
  }

  private static double[] flat(LearningScene scene, OuterObjective objective, MetaOrder order) {
    return scene
        .metaGradient(engine, objective, order)
        .of(scene.theta(), SIGNAL, NOISE)
        .parameters()
        .formed()
        .flatten();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
