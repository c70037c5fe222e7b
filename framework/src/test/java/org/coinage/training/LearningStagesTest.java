package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.RateFamily;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningStagesTest {

  private static FieldEngine engine;
  private static OrderedMap threads;
  private static TinyLearning learning;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.FLOAT);
    threads = new OrderedMap(2);
    learning = new TinyLearning(engine, threads);
  }

  @AfterAll
  static void close() {
    threads.close();
    engine.close();
  }

  @Test
  void metaTrainingRaisesTheQualityAfterThreeInnerSteps() {
    TrainingState start = learning.initial();
    TrainingState end = run("learn", Recipe.of(learning.metaTraining(60)), learning);

    assertThat(psnr(end)).isGreaterThan(psnr(start) + 3);
    assertThat(end.theta().layout()).isEqualTo(start.theta().layout());
  }

  @Test
  void retrainingLowersTheRateDistortionCostOfRoundedCodes() {
    QuantizationAwareStage stage = learning.quantizationAware(40);
    TrainingState trained = run("meta", Recipe.of(learning.metaTraining(40)), learning);
    TrainingState entered = stage.begin(trained);
    TrainingState end = run("both", Recipe.of(learning.metaTraining(40), stage), learning);

    Map<String, Double> before = stage.validate(entered);
    Map<String, Double> after = stage.validate(end);
    assertThat(after.get(StepOutcome.LOSS)).isLessThan(before.get(StepOutcome.LOSS));
    assertThat(end.constants()).containsOnlyKeys(entered.constants().keySet());
    end.constants()
        .forEach((name, values) -> assertThat(values).isEqualTo(entered.constants().get(name)));
  }

  @Test
  void soDoesRetrainingWithALaplaceRate() {
    assertRetrainingLowersTheCost(learning, RateFamily.LAPLACE);
  }

  /** A step, a centre and a scale for each weight tensor and each bias: six of the tiny network. */
  @ParameterizedTest
  @EnumSource(RateFamily.class)
  void soDoesRetrainingOfAllWeightsWithAStepPerTensor(RateFamily rate) {
    TinyLearning weights = new TinyLearning(engine, threads, "full-weights", 0.02);
    TrainingState end = assertRetrainingLowersTheCost(weights, rate);

    LearnedQuantizer quantizer = QuantizationAwareStage.quantizer(end, weights.problem().space());
    assertThat(quantizer.logStep()).hasSize(6);
    assertThat(quantizer.frame().rate()).isEqualTo(rate);
    assertThat(quantizer.frame().whitening().scale()).isPresent();
    assertThat(quantizer.logStep()).doesNotHaveDuplicates();
  }

  private TrainingState assertRetrainingLowersTheCost(TinyLearning from, RateFamily rate) {
    QuantizationAwareStage stage = from.quantizationAware(40, rate);
    TrainingState trained = run("meta", Recipe.of(from.metaTraining(40)), from);
    TrainingState end = run("both", Recipe.of(from.metaTraining(40), stage), from);
    assertThat(stage.validate(end).get(StepOutcome.LOSS))
        .isLessThan(stage.validate(stage.begin(trained)).get(StepOutcome.LOSS));
    return end;
  }

  @Test
  void resumingTheRetrainingOfWeightsKeepsTheBits() {
    TinyLearning weights = new TinyLearning(engine, threads, "full-weights", 0.02);
    Recipe recipe = Recipe.of(weights.metaTraining(2), weights.quantizationAware(6));
    TrainingState expected = run("straight", recipe, weights);
    stop("halved", recipe, weights, 5);
    TinyLearning fresh = new TinyLearning(engine, threads, "full-weights", 0.02);
    Recipe again = Recipe.of(fresh.metaTraining(2), fresh.quantizationAware(6));
    assertThat(run("halved", again, fresh)).isEqualTo(expected);
  }

  /** What a quantized model is judged and kept by is what its files will cost and show. */
  @Test
  void validationOfRetrainingCountsRateAndRoundsCodes() {
    QuantizationAwareStage stage = learning.quantizationAware(1);
    TrainingState state = stage.begin(learning.initial());

    Map<String, Double> found = stage.validate(state);

    LearnedQuantizer quantizer =
        QuantizationAwareStage.quantizer(state, learning.problem().space());
    List<double[]> codes = learning.problem().codes(state.theta(), TinyLearning.IMAGES);
    double mse = 0;
    for (int i = 0; i < codes.size(); i++) {
      double[] decoded =
          quantizer.quantizer().dequantize(quantizer.quantizer().quantize(codes.get(i)));
      mse += distortion(state.theta(), decoded, i) / codes.size();
    }
    assertThat(found.get("distortion")).isCloseTo(mse, Offset.offset(1e-9));
    assertThat(found.get(StepOutcome.LOSS))
        .isCloseTo(mse + 5e-3 * found.get("bits_per_point"), Offset.offset(1e-9));
    assertThat(found.get("bits_per_point")).isPositive();
  }

  private static double distortion(Parameters theta, double[] code, int image) {
    var signal = TinyLearning.IMAGES.get(image);
    double[] values =
        engine.evaluate(
            TinyLearning.SIREN,
            learning.problem().space().apply(theta, code),
            signal.coordinates());
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double error = values[i] - signal.features()[i];
      sum += error * error;
    }
    return sum / values.length;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50})
  void stoppedHalfwayAndResumedEndsWithTheSameBits(int half) {
    Recipe recipe = Recipe.of(learning.metaTraining(2L * half));
    TrainingState expected = run("straight", recipe, learning);
    stop("halved", recipe, half);
    assertThat(run("halved", recipe, learning)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 12})
  void resumingAcrossTheBoundaryIntoRetrainingKeepsTheBits(int stoppedAfter) {
    Recipe recipe = Recipe.of(learning.metaTraining(7), learning.quantizationAware(7));
    TrainingState expected = run("straight", recipe, learning);
    stop("halved", recipe, stoppedAfter);
    // A resumed process has objects of its own.
    TinyLearning fresh = new TinyLearning(engine, threads);
    Recipe again = Recipe.of(fresh.metaTraining(7), fresh.quantizationAware(7));
    assertThat(run("halved", again, fresh)).isEqualTo(expected);
  }

  @Test
  void parametersDoNotDependOnTheNumberOfThreads() {
    TrainingState expected =
        run("two", Recipe.of(learning.metaTraining(5), learning.quantizationAware(5)), learning);
    try (OrderedMap one = new OrderedMap(1)) {
      TinyLearning alone = new TinyLearning(engine, one);
      assertThat(run("one", Recipe.of(alone.metaTraining(5), alone.quantizationAware(5)), alone))
          .isEqualTo(expected);
    }
  }

  @Test
  void codesThatAreNotFiniteAreReportedForTheTrainerToRollBack() {
    QuantizationAwareStage stage = learning.quantizationAware(5);
    TrainingState state = stage.begin(learning.initial());
    Parameters exploded = state.theta().copy();
    exploded.tensor("inner.step_size")[0] = 1e300;
    exploded.tensor("modulation_net.net.weight")[0] = 1e30;

    StepOutcome outcome = stage.advance(state.withTheta(exploded));

    assertThat(outcome.loss()).isNaN();
  }

  @Test
  void settingsOfRetrainingOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new QuantizationAwareSettings(0, 1e-3, 0.5, 1, RateFamily.LAPLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> new QuantizationAwareSettings(1, 0, 0.5, 1, RateFamily.LAPLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lambda = 0.0");
    assertThatThrownBy(() -> new QuantizationAwareSettings(1, 1e-3, 1.5, 1, RateFamily.LAPLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noiseFraction = 1.5");
    assertThatThrownBy(
            () -> new QuantizationAwareSettings(1, 1e-3, 0.5, Double.NaN, RateFamily.LAPLACE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("initialStep = NaN");
  }

  private static double psnr(TrainingState state) {
    return learning.problem().validate(state.theta()).get(StepOutcome.PSNR);
  }

  private TrainingState run(String name, Recipe recipe, TinyLearning from) {
    try (CheckpointStore store =
        CheckpointStore.open(directory.resolve(name), new UnforcedDisk())) {
      return new Trainer(recipe, settings(), store, new StopRequest(), List.of())
          .run(from.initial());
    }
  }

  private void stop(String name, Recipe recipe, int after) {
    stop(name, recipe, learning, after);
  }

  private void stop(String name, Recipe recipe, TinyLearning from, int after) {
    StopRequest stop = new StopRequest();
    List<TrainingEvent> steps = new ArrayList<>();
    EventSink stopper =
        event -> {
          if (event instanceof TrainingEvent.StepDone) {
            steps.add(event);
            if (steps.size() == after) {
              stop.request();
            }
          }
        };
    try (CheckpointStore store =
        CheckpointStore.open(directory.resolve(name), new UnforcedDisk())) {
      Trainer trainer = new Trainer(recipe, settings(), store, stop, List.of(stopper));
      TrainingInterrupted interrupted =
          catchThrowableOfType(TrainingInterrupted.class, () -> trainer.run(from.initial()));
      assertThat(interrupted.step()).isEqualTo(after);
    }
  }

  private static TrainerSettings settings() {
    return new TrainerSettings(1000, Duration.ofDays(1), 1000, GuardSettings.DEFAULT);
  }
}
