package org.coinage.fitting;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
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

/** A small network whose weights are all the code of one random image. */
final class OwnNetwork {

  static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 8, 3, 3, 10);
  static final FullWeights SPACE = new FullWeights(SIREN);
  static final Runs TENSORS = Runs.of(SPACE.codeTensors());
  static final Parameters THETA = theta();
  static final Signal SIGNAL = signal();

  private OwnNetwork() {}

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

  /** The code after thirty plain steps. */
  static double[] fitted(FieldEngine engine) {
    StepSizes steps =
        new StepSizes(new InnerLoopSettings(30, 0.05, StepSizeKind.FIXED), SPACE.codeDim());
    return new InnerLoop(engine, SPACE, steps).run(THETA, SIGNAL, 30).code();
  }

  /** Mean squared error of a code as decoded, as a retraining sees it. */
  static double error(FieldEngine engine, double... decoded) {
    return engine.gradient(SIREN, SPACE.apply(THETA, decoded), SIGNAL, SPACE.modulated()).loss();
  }

  /** Coarse, so that rounding hurts; the clipped ones clip some weights. */
  static List<CodeQuantizer> quantizers(double... fitted) {
    double[] steps = new double[SPACE.codeDim()];
    Arrays.fill(steps, 0.05);
    return List.of(
        SymmetricQuantizer.fit(TENSORS, new double[][] {fitted}, 3),
        new SymmetricQuantizer(TENSORS, TENSORS.collapse(steps), 2),
        UniformQuantizer.fit(new double[][] {fitted}, 2, 3),
        new WhitenedQuantizer(
            Whitening.none(new double[steps.length]), new double[steps.length], steps));
  }
}
