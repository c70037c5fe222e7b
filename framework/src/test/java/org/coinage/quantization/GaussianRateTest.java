package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class GaussianRateTest {

  private static final double[] OFFSETS = {
    0, 0.3, -0.5, 0.5, 1, -2.7, 4.4, -4.51, 7, 12, -40, 300, 1e4
  };
  private static final double[] RHOS = {1e-3, 0.1, 0.8, 1, 1.7, 4, 12};

  @Test
  void probabilitiesOfTheIntegersSumToOne() {
    for (double rho : new double[] {0.2, 1, 5}) {
      double sum = 0;
      for (int k = -200; k <= 200; k++) {
        sum += Math.pow(2, -GaussianRate.at(k, rho).bits());
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void agreesWithTheNormalDistributionWhereThatIsAccurate() {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    for (double v : new double[] {0, 0.4, 1, 2.5}) {
      for (double rho : new double[] {0.3, 1, 1.5}) {
        double p = normal.probability((v - 0.5) * rho, (v + 0.5) * rho);
        assertThat(GaussianRate.at(v, rho).bits())
            .isCloseTo(-Math.log(p) / Math.log(2), within(1e-9));
      }
    }
  }

  @Test
  void gradientAgreesWithCentralDifferencesInBodyAndTails() {
    for (double v : OFFSETS) {
      for (double rho : RHOS) {
        GaussianRate rate = GaussianRate.at(v, rho);
        double h = 1e-5 * Math.max(1, Math.abs(v));
        double byOffset =
            (GaussianRate.at(v + h, rho).bits() - GaussianRate.at(v - h, rho).bits()) / (2 * h);
        double g = 1e-5;
        double byLogRho =
            (GaussianRate.at(v, rho * Math.exp(g)).bits()
                    - GaussianRate.at(v, rho * Math.exp(-g)).bits())
                / (2 * g);
        double scale = 1 + rate.bits();
        assertThat(rate.byOffset())
            .as("v %s rho %s", v, rho)
            .isCloseTo(
                byOffset,
                within(1e-5 * scale / Math.max(1, Math.abs(v)) + 1e-6 * Math.abs(byOffset)));
        assertThat(rate.byLogRho())
            .as("v %s rho %s", v, rho)
            .isCloseTo(byLogRho, within(1e-6 * scale));
      }
    }
  }

  @Test
  void bodyAndTailMeetWithoutAStep() {
    for (double rho : new double[] {0.01, 0.5, 2, 9}) {
      double v = 4 / rho + 0.5;
      GaussianRate below = GaussianRate.at(v * (1 - 1e-12), rho);
      GaussianRate above = GaussianRate.at(v * (1 + 1e-12), rho);
      assertThat(above.bits()).isCloseTo(below.bits(), within(1e-8));
      assertThat(above.byOffset()).isCloseTo(below.byOffset(), within(1e-8));
      assertThat(above.byLogRho()).isCloseTo(below.byLogRho(), within(1e-6));
    }
  }

  @Test
  void farTailsStayFiniteAndPullInward() {
    GaussianRate far = GaussianRate.at(-1e6, 50);
    assertThat(far.bits()).isFinite().isGreaterThan(1e14);
    assertThat(far.byOffset()).isFinite().isNegative();
    assertThat(far.byLogRho()).isFinite().isPositive();
    assertThat(GaussianRate.at(0, 50).byOffset()).isZero();
  }
}
