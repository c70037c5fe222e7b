package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.FullWeights;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.Test;

class TensorSensitivityTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 6, 3, 2, 8);
  private static final FullWeights SPACE = new FullWeights(SIREN);

  /** Against the diagonal by central differences, entry by entry. */
  @Test
  void itIsTheMeanDiagonalOfEachTensor() {
    Parameters theta = Parameters.zeros(SPACE.layout());
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, SeedTree.root(1).generator());
    GridShape grid = GridShape.of(4, 4);
    Signal signal =
        new Signal(grid, LinspaceFrame.UNIT.coordinates(grid), new float[2 * grid.points()]);
    double[] code = new double[SPACE.codeDim()];
    try (FieldEngine engine = FieldEngines.named("reference", Precision.DOUBLE);
        OrderedMap threads = new OrderedMap(2)) {
      int probes = 800;
      List<double[]> codes = new ArrayList<>(Collections.nCopies(probes, code));
      double[] found =
          new TensorSensitivity(engine, SPACE)
              .mean(theta, Collections.nCopies(probes, signal), codes, threads, SeedTree.root(2));
      int start = 0;
      for (int t = 0; t < found.length; t++) {
        int length = SPACE.codeTensors()[t];
        double diagonal = 0;
        for (int i = start; i < start + length; i++) {
          diagonal += column(engine, theta, code, i, signal) / length;
        }
        assertThat(found[t]).as("tensor %d", t).isCloseTo(diagonal, within(0.1 * diagonal));
        start += length;
      }
    }
  }

  private static double column(
      FieldEngine engine, Parameters theta, double[] code, int entry, Signal signal) {
    double h = 1e-5;
    double[][] values = new double[2][];
    for (int side = 0; side < 2; side++) {
      double[] moved = code.clone();
      moved[entry] += side == 0 ? h : -h;
      values[side] = engine.evaluate(SIREN, SPACE.apply(theta, moved), signal.coordinates());
    }
    double sum = 0;
    for (int i = 0; i < values[0].length; i++) {
      double slope = (values[0][i] - values[1][i]) / (2 * h);
      sum += slope * slope;
    }
    return sum;
  }
}
