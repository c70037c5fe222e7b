package org.coinage.meta;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.field.WeightSelection;
import org.coinage.fitting.InnerGates;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.quantization.QuantizerFrame;
import org.coinage.quantization.RateFamily;
import org.coinage.quantization.Rounding;
import org.coinage.quantization.Runs;
import org.coinage.quantization.Whitening;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;

/** Something tiny to learn, with every parameter drawn at random. */
record LearningScene(ModulationSpace space, StepSizes stepSizes, Parameters theta) {

  static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 4, 3, 2, 5);

  private static final double PRICE = 0.2;
  private static final GridShape GRID = GridShape.of(2, 3);
  private static final float[] COORDINATES = LinspaceFrame.UNIT.coordinates(GRID);

  static LearningScene of(String kind, int steps, StepSizeKind stepSizeKind) {
    return of(
        ModulationSpaces.create(SIREN, new ModulationSettings(kind, 3, 4, 2)), steps, stepSizeKind);
  }

  static LearningScene of(ModulationSpace space, int steps, StepSizeKind stepSizeKind) {
    return of(space, new InnerLoopSettings(steps, 0.1, stepSizeKind), space.codeDim());
  }

  /** Gates on the code, moved beside it. */
  static LearningScene gated(String kind, int steps, StepSizeKind stepSizeKind) {
    ModulationSpace behind = ModulationSpaces.create(SIREN, ModulationSettings.of(kind, 3));
    InnerLoopSettings settings =
        new InnerLoopSettings(
            steps, 0.1, stepSizeKind, Optional.of(new InnerGates(0.5, 0.3, PRICE)));
    return of(settings.over(behind), settings, behind.codeDim());
  }

  private static LearningScene of(ModulationSpace space, InnerLoopSettings loop, int codeDim) {
    RandomGenerator random = SeedTree.root(11).generator();
    StepSizes stepSizes = new StepSizes(loop, codeDim);
    ParameterLayout layout =
        space.layout().plus(stepSizes.tensors()).plus(QuantizerTensors.of(runs(space).count()));
    Parameters theta = Parameters.zeros(layout);
    new SirenParameters(space.architecture()).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    stepSizes.initialize(theta);
    if (loop.stepSizes().learned()) {
      spread(theta.tensor(StepSizes.TENSOR), 0.1, 0.05, random);
    }
    spread(theta.tensor("quantizer.log_step"), Math.log(0.05), 0.3, random);
    spread(theta.tensor("quantizer.centre"), 0, 0.02, random);
    spread(theta.tensor("quantizer.log_scale"), Math.log(0.1), 0.3, random);
    return new LearningScene(space, stepSizes, theta);
  }

  private static void spread(double[] values, double centre, double range, RandomGenerator random) {
    Arrays.setAll(values, i -> centre + range * (2 * random.nextDouble() - 1));
  }

  /** Signals with independent features on one grid. */
  static List<Signal> signals(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              RandomGenerator random = SeedTree.root(12).child(i).generator();
              float[] features = new float[GRID.points() * SIREN.channels()];
              for (int j = 0; j < features.length; j++) {
                features[j] = random.nextFloat();
              }
              return new Signal(GRID, COORDINATES, features);
            })
        .toList();
  }

  /** An empty gradient for a signal at a code. */
  OuterGradient gradient(
      FieldEngine engine, Parameters at, double[] code, ParameterGradient zeros) {
    return OuterGradient.of(engine, space, WeightSelection.ALL, space.apply(at, code), zeros);
  }

  ReconstructionObjective reconstruction() {
    return new ReconstructionObjective(space);
  }

  SparseCodeObjective sparseCode() {
    return new SparseCodeObjective((GatedCodes) space, PRICE);
  }

  /** Rate and distortion under the noise phase, which is differentiable. */
  RateDistortionObjective rateDistortion() {
    return rateDistortion(RateFamily.GAUSSIAN);
  }

  /** The same with the rate of a density. */
  RateDistortionObjective rateDistortion(RateFamily rate) {
    QuantizerFrame frame = new QuantizerFrame(whitening(), runs(space), rate);
    return new RateDistortionObjective(space, frame, 0.05, Rounding.NOISE);
  }

  /** Full weights share a step in each tensor, other codes have one in each dimension. */
  private static Runs runs(ModulationSpace space) {
    return space.codeTensors().length > 1
        ? Runs.of(space.codeTensors())
        : Runs.each(space.codeDim());
  }

  private Whitening whitening() {
    RandomGenerator random = SeedTree.root(13).generator();
    int d = space.codeDim();
    if (space.codeTensors().length > 1) {
      double[] scale = new double[d];
      double[] centre = new double[d];
      spread(scale, 1, 0.4, random);
      spread(centre, 0, 0.02, random);
      return Whitening.diagonal(scale, centre);
    }
    double[][] forward = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        forward[i][j] = (i == j ? 1 : 0) + 0.4 / d * (2 * random.nextDouble() - 1);
      }
    }
    double[][] inverse = MatrixUtils.inverse(new Array2DRowRealMatrix(forward)).getData();
    double[] mean = new double[d];
    spread(mean, 0, 0.02, random);
    return Whitening.of(forward, inverse, mean);
  }

  MetaGradient metaGradient(FieldEngine engine, OuterObjective objective, MetaOrder order) {
    return new MetaGradient(engine, space, stepSizes, objective, order);
  }
}
