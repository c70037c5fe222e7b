package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.quantization.CodePrior;
import org.coinage.quantization.Whitening;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gauss-Newton and secant fits and the posterior, in binary64. */
class GaussNewtonFitTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 8, 3, 2, 5);
  private static final GridShape GRID = GridShape.of(5, 6);

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
    return ModulationSpaces.create(SIREN, new ModulationSettings(kind, 4, 6, 2));
  }

  private static Parameters theta(ModulationSpace space) {
    RandomGenerator random = SeedTree.root(1).generator();
    Parameters theta = Parameters.zeros(space.layout());
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    return theta;
  }

  private static double[] code(int length, long seed, double size) {
    RandomGenerator random = SeedTree.root(seed).generator();
    double[] code = new double[length];
    Arrays.setAll(code, i -> size * random.nextGaussian());
    return code;
  }

  /** A signal that a code of the space describes exactly, to binary32. */
  private static Signal reachable(ModulationSpace space, Parameters theta, double... code) {
    float[] coordinates = LinspaceFrame.UNIT.coordinates(GRID);
    double[] values = engine.evaluate(SIREN, space.apply(theta, code), coordinates);
    float[] features = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      features[i] = (float) values[i];
    }
    return new Signal(GRID, coordinates, features);
  }

  private static Signal noise() {
    RandomGenerator random = SeedTree.root(3).generator();
    float[] features = new float[2 * GRID.points()];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return new Signal(GRID, LinspaceFrame.UNIT.coordinates(GRID), features);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latent-shift", "latent-scale", "latent-shift-scale", "latent-mlp"})
  void aSignalThatACodeDescribesIsReachedInAFewSteps(String kind) {
    ModulationSpace space = space(kind);
    Parameters theta = theta(space);
    Signal signal = reachable(space, theta, code(4, 7, 0.05));
    CodeMetric metric = new CodeMetric(engine, space);
    double before = metric.at(theta, new double[4], signal).error();

    GaussNewtonFit.Fit fit = new GaussNewtonFit(metric).fit(theta, new double[4], signal, 12);

    assertThat(fit.error()).isLessThan(1e-6 * before);
    assertThat(fit.error()).isCloseTo(metric.at(theta, fit.code(), signal).error(), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"latent-shift", "latent-scale", "latent-shift-scale", "latent-mlp"})
  void secantStepsReachItTooAndShareTheMatrixAtZero(String kind) {
    ModulationSpace space = space(kind);
    Parameters theta = theta(space);
    Signal signal = reachable(space, theta, code(4, 7, 0.05));
    double before = new CodeMetric(engine, space).at(theta, new double[4], signal).error();
    SecantFit shared = new SecantFit(engine, space);
    shared.fit(theta, new double[4], noise(), 5); // another signal on the same coordinates

    GaussNewtonFit.Fit fit = shared.fit(theta, new double[4], signal, 40);

    assertThat(fit.error()).isLessThan(1e-6 * before);
    assertThat(fit.code())
        .isEqualTo(new SecantFit(engine, space).fit(theta, new double[4], signal, 40).code());
  }

  @Test
  void noSecantStepRaisesTheErrorAndTheLastIsAMinimum() {
    ModulationSpace space = space("latent-shift");
    Parameters theta = theta(space);
    CodeMetric metric = new CodeMetric(engine, space);
    SecantFit fit = new SecantFit(engine, space);
    double[] far = code(4, 11, 3);
    double error = metric.error(theta, far, noise());
    for (int steps = 0; steps <= 12; steps++) {
      GaussNewtonFit.Fit reached = fit.fit(theta, far, noise(), steps);
      assertThat(reached.steps()).isLessThanOrEqualTo(steps);
      assertThat(reached.error()).isLessThanOrEqualTo(error);
      assertThat(reached.error())
          .isCloseTo(metric.error(theta, reached.code(), noise()), within(1e-9));
      error = reached.error();
    }
    CodeQuadratic there =
        metric.at(theta, fit.fit(theta, new double[4], noise(), 200).code(), noise());
    for (double slope : there.gradient()) {
      assertThat(Math.abs(slope)).isLessThan(1e-3 * Math.sqrt(there.error()));
    }
  }

  @Test
  void noStepRaisesTheErrorAndTheLastIsAMinimum() {
    ModulationSpace space = space("latent-shift");
    Parameters theta = theta(space);
    CodeMetric metric = new CodeMetric(engine, space);
    GaussNewtonFit fit = new GaussNewtonFit(metric);
    double[] far = code(4, 11, 3); // where the model is wrong, so that steps are taken back
    double error = metric.at(theta, far, noise()).error();
    assertThat(metric.error(theta, far, noise())).isCloseTo(error, within(1e-12));
    for (int steps = 0; steps <= 8; steps++) {
      GaussNewtonFit.Fit reached = fit.fit(theta, far, noise(), steps);
      assertThat(reached.steps()).isLessThanOrEqualTo(steps);
      assertThat(reached.error()).isLessThanOrEqualTo(error);
      error = reached.error();
    }
    double[] end = fit.fit(theta, new double[4], noise(), 200).code();
    CodeQuadratic there = metric.at(theta, end, noise());
    for (double slope : there.gradient()) {
      assertThat(Math.abs(slope)).isLessThan(0.05 * Math.sqrt(there.error()));
    }
  }

  @Test
  void aWhitenedMetricIsTheMetricInItsCoordinates() {
    ModulationSpace space = space("latent-shift");
    Parameters theta = theta(space);
    double[] code = code(4, 5, 0.1);
    double[][] codes = new double[9][];
    Arrays.setAll(codes, i -> code(4, 100 + i, 0.2));
    CodeMetric metric = new CodeMetric(engine, space);
    double[] plain = metric.at(theta, code, noise()).matrix();
    double[][] rows = new double[4][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(plain, 4 * i, 4 * i + 4));
    Whitening whitening = Whitening.fit(codes, rows);

    CodeQuadratic whitened = metric.whitened(whitening).at(theta, code, noise());

    // Whitened by its own metric, but for the ridge: the identity.
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(whitened.matrix()[4 * i + j]).isCloseTo(i == j ? 1 : 0, within(0.05));
      }
    }
    assertThat(whitened.gradient())
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(whitening.pullInverse(metric.at(theta, code, noise()).gradient()));
  }

  /**
   * Ridge regression in closed form: with J^T J = diag(a), mode = y - (g + p (y - m)) / (a + p).
   */
  @Test
  void thePosteriorOfIndependentDimensionsIsRidgeRegression() {
    CodeQuadratic model = new CodeQuadratic(1, new double[] {0.3, -2}, new double[] {4, 0, 0, 1});
    CodePrior prior = new CodePrior(new double[] {0.5, 0}, new double[] {2, 0.1});
    double[] step = {0.5, 1};
    Posterior posterior = Posterior.of(model, new double[] {1, 3}, prior, step, Posterior.RIDGE);

    double price = 2 * Math.log(2) / 12 * (4 * 0.25 + 1 * 1) / 2;
    assertThat(posterior.price()).isCloseTo(price, within(1e-15));
    double[] variance = {4 + 0.08 * 0.25, 0.01 + 0.08};
    double[] a = {4, 1};
    double[] y = {1, 3};
    double[] g = {0.3, -2};
    double[] m = {0.5, 0};
    for (int i = 0; i < 2; i++) {
      double p = price / (2 * Math.log(2) * variance[i]);
      assertThat(posterior.matrix()[3 * i]).isCloseTo(a[i] + p, within(1e-12));
      assertThat(posterior.mode()[i])
          .isCloseTo(y[i] - (g[i] + p * (y[i] - m[i])) / (a[i] * 1.001 + p), within(1e-12));
    }
  }

  @Test
  void aModelPredictsTheErrorNearItsCode() {
    ModulationSpace space = space("latent-shift");
    Parameters theta = theta(space);
    CodeMetric metric = new CodeMetric(engine, space);
    double[] code = code(4, 5, 0.1);
    double[] change = code(4, 6, 1e-4);
    double[] moved = code.clone();
    Arrays.setAll(moved, i -> moved[i] + change[i]);
    CodeQuadratic model = metric.at(theta, code, noise());
    double actual = metric.at(theta, moved, noise()).error();
    assertThat(model.predicted(new double[4])).isEqualTo(model.error());
    double moves = Math.abs(actual - model.error());
    assertThat(moves).isPositive();
    assertThat(model.predicted(change)).isCloseTo(actual, within(0.02 * moves));
  }

  @Test
  void spacesWithoutAMetricAreRefused() {
    assertThatThrownBy(() -> new CodeMetric(engine, space("full-weights")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Gauss-Newton")
        .hasMessageContaining("inner steps");
  }
}
