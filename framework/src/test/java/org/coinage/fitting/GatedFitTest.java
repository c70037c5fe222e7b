package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.FullWeights;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network of a random image's own, 195 weights, under a bound on its bits: L0onie. */
class GatedFitTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 12, 3, 3, 10);
  private static final FullWeights SPACE = new FullWeights(SIREN);
  private static final double[] START = new double[SPACE.codeDim()];
  private static final Parameters ZEROS = Parameters.zeros(SPACE.layout());

  private static FieldEngine engine;
  private static Signal signal;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
    RandomGenerator random = SeedTree.root(1).generator();
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

  private static GatedFitSettings settings(int bits, boolean mask, long seed) {
    return new GatedFitSettings(600, 1e-2, 1e-2, 1e-3, 0.5, bits, 16, mask, false, seed);
  }

  private static GatedFit fit(int bits, long seed) {
    return new GatedFit(engine, SPACE, settings(bits, true, seed));
  }

  private static double[] code(int bits) {
    return fit(bits, 1).fit(ZEROS, START, signal);
  }

  private static double loss(double... code) {
    return engine.loss(SIREN, SPACE.apply(ZEROS, code), signal);
  }

  @Test
  void theBoundIsMetAndUsed() {
    for (int bits : new int[] {1000, 2000}) {
      assertThat(settings(bits, true, 1).bits(code(bits))).isBetween(0.9 * bits, 1.0 * bits);
    }
  }

  @Test
  void roomIsGivenBackToGatesThatClosedLast() {
    int bits = 1000;
    double[] closed = quicklyGated(bits, false);
    double[] reopened = quicklyGated(bits, true);
    assertThat(settings(bits, true, 1).bits(closed)).isLessThan(0.96 * bits);
    assertThat(settings(bits, true, 1).bits(reopened)).isBetween(0.98 * bits, 1.0 * bits);
    assertThat(loss(reopened)).isLessThan(loss(closed));
  }

  /** At a rate at which many gates close at once. */
  private static double[] quicklyGated(int bits, boolean reopen) {
    var quick = new GatedFitSettings(600, 1e-2, 0.2, 1e-2, 0.5, bits, 16, true, reopen, 1);
    return new GatedFit(engine, SPACE, quick).fit(ZEROS, START, signal);
  }

  @Test
  void moreBitsBuyABetterFit() {
    double few = loss(code(1000));
    double some = loss(code(2000));
    double all = loss(code(100_000));
    assertThat(some).isLessThan(0.9 * few);
    assertThat(all).isLessThan(0.9 * some);
    assertThat(few).isLessThan(loss(START));
  }

  @Test
  void theMaskCostsWhatItsEntropyIs() {
    double[] quarter = new double[100];
    Arrays.fill(quarter, 0, 25, 1);
    assertThat(settings(800, false, 1).bits(quarter)).isEqualTo(400);
    // n H(1/4) with H(1/4) = 2 - 3/4 log2 3
    assertThat(settings(800, true, 1).bits(quarter)).isCloseTo(481.1278, within(1e-4));
  }

  @Test
  void theSeedDrawsTheNetworkThatAZeroBaseStartsFrom() {
    assertThat(code(1000)).isEqualTo(code(1000));
    assertThat(fit(1000, 2).fit(ZEROS, START, signal)).isNotEqualTo(code(1000));
    assertThat(START).containsOnly(0);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new GatedFitSettings(0, 1e-2, 1e-2, 1e-2, 0.5, 8, 16, true, false, 1))
        .hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> new GatedFitSettings(1, 1e-2, 2, 1e-2, 0.5, 8, 16, true, false, 1))
        .hasMessageContaining("gateRate = 2.0");
    assertThatThrownBy(() -> new GatedFitSettings(1, 1e-2, 1e-2, 1e-2, 1, 8, 16, true, false, 1))
        .hasMessageContaining("dropRate = 1.0");
    assertThatThrownBy(() -> new GatedFitSettings(1, 1e-2, 1e-2, 1e-2, 0.5, 0, 16, true, false, 1))
        .hasMessageContaining("bits = 0");
  }
}
