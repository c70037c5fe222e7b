package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.junit.jupiter.api.Test;

class LaplaceRateTest {

  private static final double[] OFFSETS = {
    0, 0.3, -0.45, 0.6, 1, -2.7, 4.4, -4.51, 7, 12, -40, 300, 1e4
  };
  private static final double[] RHOS = {1e-3, 0.1, 0.8, 1, 1.7, 4, 12};

  @Test
  void probabilitiesOfTheIntegersSumToOne() {
    for (double rho : new double[] {0.2, 1, 5}) {
      double sum = 0;
      for (int k = -200; k <= 200; k++) {
        sum += Math.pow(2, -LaplaceRate.at(k + 0.3, rho).bits());
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void agreesWithTheLaplaceDistributionWhereThatIsAccurate() {
    LaplaceDistribution laplace = new LaplaceDistribution(null, 0, 1);
    for (double v : new double[] {0, 0.4, -0.4, 0.5, 1, 2.5, -3}) {
      for (double rho : new double[] {0.3, 1, 1.5}) {
        double p = laplace.probability((v - 0.5) * rho, (v + 0.5) * rho);
        assertThat(LaplaceRate.at(v, rho).bits())
            .isCloseTo(-Math.log(p) / Math.log(2), within(1e-9));
      }
    }
  }

  @Test
  void gradientAgreesWithCentralDifferencesInBodyAndTails() {
    for (double v : OFFSETS) {
      for (double rho : RHOS) {
        LaplaceRate rate = LaplaceRate.at(v, rho);
        double h = 3e-6;
        double byOffset =
            (LaplaceRate.at(v + h, rho).bits() - LaplaceRate.at(v - h, rho).bits()) / (2 * h);
        double byLogRho =
            (LaplaceRate.at(v, rho * Math.exp(h)).bits()
                    - LaplaceRate.at(v, rho * Math.exp(-h)).bits())
                / (2 * h);
        assertThat(rate.byOffset())
            .as("v %s rho %s", v, rho)
            .isCloseTo(byOffset, within(1e-8 * (1 + rate.bits())));
        assertThat(rate.byLogRho())
            .as("v %s rho %s", v, rho)
            .isCloseTo(byLogRho, within(1e-8 * (1 + rate.bits())));
      }
    }
  }

  @Test
  void insideAndOutsideMeetAtHalfAStepWithValueAndSlope() {
    for (double rho : new double[] {0.01, 0.5, 2, 9}) {
      LaplaceRate inside = LaplaceRate.at(0.5 - 1e-12, rho);
      LaplaceRate outside = LaplaceRate.at(0.5 + 1e-12, rho);
      assertThat(outside.bits()).isCloseTo(inside.bits(), within(1e-9));
      assertThat(outside.byOffset()).isCloseTo(inside.byOffset(), within(1e-9));
      assertThat(outside.byLogRho()).isCloseTo(inside.byLogRho(), within(1e-9));
    }
  }

  /** Half the mass to either side of 0, and an even step farther out is rho nats dearer. */
  @Test
  void farTailsGrowLinearlyAndPullInward() {
    LaplaceRate far = LaplaceRate.at(-1e6, 50);
    assertThat(far.bits()).isCloseTo(1 + (1e6 - 0.5) * 50 / Math.log(2), within(1e-6));
    assertThat(far.byOffset()).isCloseTo(-50 / Math.log(2), within(1e-12));
    assertThat(far.byLogRho()).isFinite().isPositive();
    LaplaceRate fine = LaplaceRate.at(3, 1e-12);
    assertThat(fine.bits()).isCloseTo(1 + 12 * Math.log(10) / Math.log(2), within(1e-9));
    LaplaceRate coarse = LaplaceRate.at(0, 1e4);
    assertThat(coarse.bits()).isZero();
    assertThat(coarse.byOffset()).isZero();
    assertThat(coarse.byLogRho()).isZero();
  }
}
