package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.coinage.modulation.FullWeights;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network that was only drawn, fitted to one random image: COIN. */
class AdamFitTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 12, 3, 3, 10);
  private static final FullWeights SPACE = new FullWeights(SIREN);
  private static final double[] START = new double[SPACE.codeDim()];

  private static FieldEngine engine;
  private static Parameters theta;
  private static Signal signal;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
    RandomGenerator random = SeedTree.root(1).generator();
    theta = Parameters.zeros(SPACE.layout());
    new SirenParameters(SIREN).initialize(theta, BiasInit.SIREN, random);
    GridShape grid = GridShape.of(6, 6);
    float[] features = new float[3 * grid.points()];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    signal = new Signal(grid, LinspaceFrame.UNIT.coordinates(grid), features);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static double[] fit(int steps, double rate, double penalty) {
    return new AdamFit(engine, SPACE, new AdamSettings(steps, rate, 5, penalty))
        .fit(theta, START, signal);
  }

  private static double loss(double... code) {
    return engine.loss(SIREN, SPACE.apply(theta, code), signal);
  }

  private static double magnitudes(double... code) {
    return Arrays.stream(code).map(Math::abs).sum();
  }

  @Test
  void longerFitsAreBetter() {
    double start = loss(START);
    double some = loss(fit(50, 1e-2, 0));
    double more = loss(fit(400, 1e-2, 0));
    assertThat(some).isLessThan(0.8 * start);
    assertThat(more).isLessThan(0.5 * some);
    assertThat(fit(50, 1e-2, 0)).isEqualTo(fit(50, 1e-2, 0));
    assertThat(START).containsOnly(0);
  }

  @Test
  void thePenaltyHoldsTheCodeNearWhatWasLearned() {
    double[] free = fit(300, 1e-2, 0);
    double[] held = fit(300, 1e-2, 1e-3);
    assertThat(magnitudes(held)).isLessThan(0.8 * magnitudes(free));
    assertThat(loss(held)).isBetween(loss(free), loss(START));
  }

  @Test
  void theStartIsKeptWhereNothingIsBetter() {
    assertThat(fit(1, 1e-9, 0.9)).isEqualTo(START);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new AdamSettings(0, 1e-3, 0, 0)).hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> new AdamSettings(1, 1, 0, 0)).hasMessageContaining("rate = 1.0");
    assertThatThrownBy(() -> new AdamSettings(1, 1e-3, -1, 0)).hasMessageContaining("warmup = -1");
    assertThatThrownBy(() -> new AdamSettings(1, 1e-3, 0, -1))
        .hasMessageContaining("penalty = -1.0");
  }
}
