package org.coinage.entropy;

import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * Mixture of a Gaussian (by moments) and a Laplace density (by median and mean absolute deviation)
 * fitted to integers; only the share of the two is fitted jointly, by expectation maximisation.
 *
 * @param gaussianShare in [0, 1]
 */
record SmoothDensity(RealDistribution gaussian, RealDistribution laplace, double gaussianShare) {

  private static final int ROUNDS = 20;

  /** Narrower fits would leave no mass one step away from the only symbols seen. */
  private static final double LEAST_VARIANCE = 0.05;

  /** {@code sorted}: ascending. */
  static SmoothDensity fit(int... sorted) {
    double[] values = new double[sorted.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sorted[i];
    }
    double mean = new Mean().evaluate(values);
    double variance = Math.max(LEAST_VARIANCE, new Variance(false).evaluate(values, mean));
    double median = sorted[sorted.length / 2];
    double spread = 0;
    for (double value : values) {
      spread += Math.abs(value - median) / values.length;
    }
    // A Laplace density of scale b has variance 2 b^2.
    double scale = Math.max(Math.sqrt(LEAST_VARIANCE / 2), spread);
    RealDistribution gaussian = new NormalDistribution(null, mean, Math.sqrt(variance));
    RealDistribution laplace = new LaplaceDistribution(null, median, scale);
    double share = 0.5;
    for (int round = 0; round < ROUNDS; round++) {
      double responsibility = 0;
      for (int value : sorted) {
        double g = share * mass(gaussian, value);
        double l = (1 - share) * mass(laplace, value);
        responsibility += g + l > 0 ? g / (g + l) : share;
      }
      share = responsibility / sorted.length;
    }
    return new SmoothDensity(gaussian, laplace, share);
  }

  /** Probability of an integer: the density's mass within half a step. */
  double mass(long value) {
    return gaussianShare * mass(gaussian, value) + (1 - gaussianShare) * mass(laplace, value);
  }

  private static double mass(RealDistribution density, long value) {
    return Math.max(
        0, density.cumulativeProbability(value + 0.5) - density.cumulativeProbability(value - 0.5));
  }
}
