package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HardConcreteGateTest {

  private static final HardConcreteGate GATE = HardConcreteGate.STANDARD;
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void gatesAndTheirSlopesAreThoseOfTheReference() throws IOException {
    JsonNode oracle = Oracles.read("oracles.json", "hardconcrete");
    for (JsonNode row : oracle.path("samples")) {
      double logAlpha = row.path("logalpha").asDouble();
      double u = row.path("u").asDouble();
      assertThat(GATE.drawn(logAlpha, u)).isCloseTo(row.path("z").asDouble(), EXACT);
      assertThat(GATE.drawnSlope(logAlpha, u))
          .isCloseTo(row.path("dz_dlogalpha").asDouble(), EXACT);
    }
    oracle
        .path("p_active")
        .properties()
        .forEach(
            row ->
                assertThat(GATE.open(Double.parseDouble(row.getKey())))
                    .isCloseTo(row.getValue().asDouble(), EXACT));
    oracle
        .path("eval_gate_beta")
        .properties()
        .forEach(
            row ->
                assertThat(GATE.median(Double.parseDouble(row.getKey())))
                    .isCloseTo(row.getValue().asDouble(), EXACT));
    double zero = oracle.path("eval_zero_threshold_beta").asDouble();
    assertThat(GATE.median(zero - 1e-9)).isZero();
    assertThat(GATE.median(zero + 1e-9)).isPositive();
  }

  @Test
  void probabilitiesAtDropRatesAreThoseOfTheReference() throws IOException {
    for (String rate : new String[] {"0.05", "0.1", "0.3", "0.5"}) {
      JsonNode row = Oracles.read("oracles3.json", "droprate=" + rate);
      double logAlpha = row.path("logalpha").asDouble();
      assertThat(GATE.open(logAlpha)).isCloseTo(row.path("p_active").asDouble(), EXACT);
      assertThat(GATE.median(logAlpha)).isCloseTo(row.path("median_gate").asDouble(), EXACT);
    }
  }

  /** A bound below what the clamp lets through can never be satisfied. */
  @Test
  void theClampIsAFloorUnderTheProbability() throws IOException {
    Oracles.read("oracles2.json", "l0_floor")
        .properties()
        .forEach(
            row ->
                assertThat(GATE.open(GATE.clamped(Double.parseDouble(row.getKey()))))
                    .isCloseTo(row.getValue().asDouble(), EXACT));
    assertThat(GATE.open(GATE.clamped(-100))).isCloseTo(0.0016564790160252633, EXACT);
  }

  @Test
  void slopesAreDerivatives() {
    double h = 1e-6;
    for (double a : new double[] {-3, -1.2, -0.4, 0, 0.7, 1.3, 4}) {
      assertThat(GATE.medianSlope(a))
          .isCloseTo((GATE.median(a + h) - GATE.median(a - h)) / (2 * h), within(1e-8));
      assertThat(GATE.openSlope(a))
          .isCloseTo((GATE.open(a + h) - GATE.open(a - h)) / (2 * h), within(1e-8));
    }
  }

  @Test
  void constantsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new HardConcreteGate(1, 0.1, 1.1, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gamma = 0.1 below 0");
  }
}
