package org.coinage.training;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.AdamOptimizer;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.LearningRates;
import org.coinage.meta.MetaOrder;
import org.coinage.meta.OuterStep;
import org.coinage.meta.QuantizerTensors;
import org.coinage.meta.ShuffledSignals;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.quantization.RateFamily;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.coinage.sparsity.SparsityMethod;

/** The real stages on eight tiny images of coloured discs, one per image. */
final class TinyLearning {

  static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 8, 3, 3, 10);
  static final List<Signal> IMAGES = images();

  private final LearningProblem problem;

  TinyLearning(FieldEngine engine, OrderedMap threads) {
    this(engine, threads, "latent-shift", 1);
  }

  TinyLearning(FieldEngine engine, OrderedMap threads, String modulation, double stepSize) {
    ModulationSpace space = ModulationSpaces.create(SIREN, ModulationSettings.of(modulation, 4));
    problem =
        new LearningProblem(
            engine,
            space,
            new StepSizes(
                new InnerLoopSettings(3, stepSize, StepSizeKind.PER_DIMENSION), space.codeDim()),
            MetaOrder.SECOND,
            threads,
            new ShuffledSignals(IMAGES, 2, SeedTree.root(2)),
            IMAGES);
  }

  LearningProblem problem() {
    return problem;
  }

  MetaTrainingStage metaTraining(long steps) {
    return metaTraining("meta", steps);
  }

  MetaTrainingStage metaTraining(String name, long steps) {
    return new MetaTrainingStage(
        name,
        problem,
        steps,
        outerStep(5e-3),
        new LearningRateSchedule(LearningRateSchedule.Kind.CONSTANT, 5, 1));
  }

  SparseTrainingStage sparse(SparsityMethod method, SparsifiedParts parts, long steps) {
    return new SparseTrainingStage(
        "sparse", problem, method, parts, steps, outerStep(5e-3), LearningRateSchedule.CONSTANT);
  }

  QuantizationAwareStage quantizationAware(long steps) {
    return quantizationAware(steps, RateFamily.GAUSSIAN);
  }

  QuantizationAwareStage quantizationAware(long steps, RateFamily rate) {
    return new QuantizationAwareStage(
        "quantize",
        problem,
        new QuantizationAwareSettings(steps, 5e-3, 0.6, 1, rate),
        outerStep(2e-3),
        new LearningRateSchedule(LearningRateSchedule.Kind.COSINE, 0, 0.02),
        IMAGES);
  }

  private static OuterStep outerStep(double rate) {
    return new OuterStep(
        AdamOptimizer.STANDARD,
        new LearningRates(rate, Map.of(QuantizerTensors.PREFIX, 1e-2, StepSizes.TENSOR, 1e-2)),
        1);
  }

  /** Freshly drawn parameters. */
  TrainingState initial() {
    RandomGenerator random = SeedTree.root(3).generator();
    ModulationSpace space = problem.space();
    Parameters theta = Parameters.zeros(space.layout().plus(problem.stepSizes().tensors()));
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    problem.stepSizes().initialize(theta);
    return TrainingState.initial(7, theta);
  }

  private static List<Signal> images() {
    GridShape grid = GridShape.of(6, 6);
    float[] coordinates = LinspaceFrame.UNIT.coordinates(grid);
    return IntStream.range(0, 8)
        .mapToObj(
            i -> {
              RandomGenerator random = SeedTree.root(1).child(i).generator();
              double x = random.nextDouble();
              double y = random.nextDouble();
              float[] ground = colour(random);
              float[] disc = colour(random);
              float[] features = new float[3 * grid.points()];
              for (int p = 0; p < grid.points(); p++) {
                boolean inside =
                    Math.hypot(coordinates[2 * p] - x, coordinates[2 * p + 1] - y) < 0.5;
                System.arraycopy(inside ? disc : ground, 0, features, 3 * p, 3);
              }
              return new Signal(grid, coordinates, features);
            })
        .toList();
  }

  private static float[] colour(RandomGenerator random) {
    return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
  }
}
