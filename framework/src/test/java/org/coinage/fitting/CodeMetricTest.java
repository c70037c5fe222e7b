package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.MatrixUtils;
import org.assertj.core.data.Offset;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
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

/** The metric of codes, and the inner loop that finds them. */
class CodeMetricTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 4, 3, 2, 5);
  private static final double STEP = 1e-5;

  private static FieldEngine engine;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static ModulationSpace space(String kind) {
    return ModulationSpaces.create(SIREN, new ModulationSettings(kind, 3, 4, 2));
  }

  private static Parameters theta(ModulationSpace space) {
    RandomGenerator random = SeedTree.root(1).generator();
    Parameters theta = Parameters.zeros(space.layout());
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    return theta;
  }

  private static double[] code(ModulationSpace space, long seed) {
    RandomGenerator random = SeedTree.root(2).child(seed).generator();
    double[] code = new double[space.codeDim()];
    Arrays.setAll(code, i -> 0.1 * random.nextGaussian());
    return code;
  }

  private static Signal signal(long seed) {
    RandomGenerator random = SeedTree.root(3).child(seed).generator();
    GridShape grid = GridShape.of(3, 3);
    float[] features = new float[18];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return new Signal(grid, LinspaceFrame.UNIT.coordinates(grid), features);
  }

  static List<String> spacesWithAMetric() {
    return ModulationSpaces.kinds().stream().filter(kind -> !kind.endsWith("-weights")).toList();
  }

  @ParameterizedTest
  @MethodSource("spacesWithAMetric")
  void metricIsMadeOfTheDerivativesOfTheReconstruction(String kind) {
    ModulationSpace space = space(kind);
    Parameters theta = theta(space);
    double[] code = code(space, 0);
    int d = code.length;
    double[][] columns = new double[d][];
    for (int i = 0; i < d; i++) {
      double[] up = reconstruction(space, theta, code, i, STEP);
      double[] down = reconstruction(space, theta, code, i, -STEP);
      columns[i] = new double[up.length];
      for (int p = 0; p < up.length; p++) {
        columns[i][p] = (up[p] - down[p]) / (2 * STEP);
      }
    }
    double[] expected = new double[d * d];
    for (int i = 0; i < d * d; i++) {
      for (int p = 0; p < columns[0].length; p++) {
        expected[i] += columns[i / d][p] * columns[i % d][p];
      }
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();

    assertThat(new CodeMetric(engine, space).at(theta, code, signal(0)).matrix())
        .containsExactly(expected, Offset.offset(1e-7 * largest));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.2})
  void theModelOfAWhitenedCodeIsThatOfTheCodeTurned(double density) {
    ModulationSpace space = space("latent-shift");
    Parameters theta = theta(space);
    RandomGenerator random = SeedTree.root(5).generator();
    double[] map = theta.tensor("modulation_net.net.weight");
    Arrays.setAll(map, i -> random.nextDouble() < density ? map[i] + 0.1 : 0);
    double[][] forward = {{2, 1, 0}, {0, 1, 0.5}, {1, 0, 3}};
    double[][] inverse = MatrixUtils.inverse(MatrixUtils.createRealMatrix(forward)).getData();
    Whitening whitening = Whitening.of(forward, inverse, 0, 0, 0);
    double[] code = code(space, 0);
    CodeQuadratic plain = new CodeMetric(engine, space).at(theta, code, signal(0));
    CodeQuadratic found =
        new CodeMetric(engine, space).whitened(whitening).at(theta, code, signal(0));

    double[] change = {0.3, -0.2, 0.1};
    double expected = plain.predicted(whitening.inverse(change));
    assertThat(found.predicted(change)).isCloseTo(expected, Offset.offset(1e-9 * expected));
    assertThat(found.error()).isEqualTo(plain.error());
    for (int i = 0; i < 9; i++) {
      assertThat(found.matrix()[i])
          .isCloseTo(found.matrix()[i % 3 * 3 + i / 3], Offset.offset(1e-12 * expected));
    }
  }

  private static double[] reconstruction(
      ModulationSpace space, Parameters theta, double[] code, int entry, double step) {
    double[] moved = code.clone();
    moved[entry] += step;
    return engine.evaluate(SIREN, space.apply(theta, moved), signal(0).coordinates());
  }

  @Test
  void meanRunsOverTheSignalsInOrder() {
    ModulationSpace space = space("latent-shift");
    Parameters theta = theta(space);
    List<Signal> signals = List.of(signal(0), signal(1), signal(2));
    List<double[]> codes = List.of(code(space, 0), code(space, 1), code(space, 2));
    CodeMetric metric = new CodeMetric(engine, space);
    double[] sum = new double[9];
    for (int s = 0; s < 3; s++) {
      double[] one = metric.at(theta, codes.get(s), signals.get(s)).matrix();
      Arrays.setAll(sum, i -> sum[i] + one[i] / 3);
    }
    for (int threads : new int[] {1, 3}) {
      try (OrderedMap map = new OrderedMap(threads)) {
        double[][] mean = metric.mean(theta, signals, codes, map);
        assertThat(Arrays.stream(mean).flatMapToDouble(Arrays::stream).toArray()).isEqualTo(sum);
      }
    }
  }

  @Test
  void codesThatMoveAllWeightsHaveNoMetric() {
    ModulationSpace space = space("full-weights");
    assertThatThrownBy(() -> new CodeMetric(engine, space))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metric");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latent-shift", "direct-shift-scale", "full-weights"})
  void innerLoopDescendsAndKeepsEveryCodeAndGradient(String kind) {
    ModulationSpace space = space(kind);
    Parameters theta = theta(space);
    StepSizes sizes =
        new StepSizes(new InnerLoopSettings(8, 1e-2, StepSizeKind.FIXED), space.codeDim());

    InnerTrace trace = new InnerLoop(engine, space, sizes).run(theta, signal(0), 8);

    assertThat(trace.steps()).isEqualTo(8);
    assertThat(trace.codes().length).isEqualTo(9);
    assertThat(trace.code()).isSameAs(trace.codes()[8]).hasSize(space.codeDim());
    assertThat(trace.codes()[0]).containsOnly(0);
    for (int k = 0; k < 8; k++) {
      double[] expected = trace.codes()[k].clone();
      for (int i = 0; i < expected.length; i++) {
        expected[i] -= 1e-2 * trace.gradients()[k][i];
      }
      assertThat(trace.codes()[k + 1]).isEqualTo(expected);
      if (k > 0) {
        assertThat(trace.losses()[k]).isLessThan(trace.losses()[k - 1]);
      }
    }
  }

  @Test
  void noStepsLeaveTheZeroCode() {
    ModulationSpace space = space("latent-shift");
    InnerTrace trace =
        new InnerLoop(
                engine, space, new StepSizes(InnerLoopSettings.COIN_PLUS_PLUS, space.codeDim()))
            .run(theta(space), signal(0), 0);
    assertThat(trace.steps()).isZero();
    assertThat(trace.code()).containsExactly(0, 0, 0);
  }
}
