package org.coinage.sparsity;

/**
 * The hard concrete distribution (Louizos, Welling, Kingma, ICLR 2018): a binary concrete variable
 * stretched to {@code (gamma, zeta)} and clipped to [0, 1], so that exact zeros and ones have
 * probability. Its parameter is log alpha.
 *
 * @param beta temperature
 * @param gamma lower end of the stretched interval, below 0
 * @param zeta upper end, above 1
 * @param clamp bound on |log alpha|. The clamp is a floor under the probability of being open, and
 *     so under the expected density that can be reached: 0.083 at 4, 0.0017 at 8
 */
public record HardConcreteGate(double beta, double gamma, double zeta, double clamp) {

  /** The usual constants, with a clamp that leaves 99.8 % of sparsity within reach. */
  public static final HardConcreteGate STANDARD = new HardConcreteGate(2.0 / 3, -0.1, 1.1, 8);

  /** Smallest and largest uniform number that a gate is drawn from, by its distance to the end. */
  private static final double EDGE = 1e-6;

  /** Validates the constants. */
  public HardConcreteGate {
    if (!(beta > 0 && gamma < 0 && zeta > 1 && clamp > 0)) {
      throw new IllegalArgumentException(
          "beta = %s and clamp = %s must be positive, gamma = %s below 0 and zeta = %s above 1"
              .formatted(beta, clamp, gamma, zeta));
    }
  }

  /** The gate that a uniform number in (0, 1) draws. */
  double drawn(double logAlpha, double uniform) {
    return clipped(stretched(drawnLogit(logAlpha, uniform)));
  }

  /** Derivative of {@link #drawn} by log alpha: 0 where it is clipped. */
  double drawnSlope(double logAlpha, double uniform) {
    return slope(drawnLogit(logAlpha, uniform));
  }

  /** The gate of the median, without noise. */
  double median(double logAlpha) {
    return clipped(stretched(logAlpha / beta));
  }

  /** Derivative of {@link #median}: 0 where it is clipped, which no loss reopens. */
  double medianSlope(double logAlpha) {
    return slope(logAlpha / beta);
  }

  /** Probability that the gate is not zero. */
  double open(double logAlpha) {
    return sigmoid(logAlpha - beta * StrictMath.log(-gamma / zeta));
  }

  /** Derivative of {@link #open}. */
  double openSlope(double logAlpha) {
    double p = open(logAlpha);
    return p * (1 - p);
  }

  /** Log alpha within its bounds. */
  double clamped(double logAlpha) {
    return Math.max(-clamp, Math.min(clamp, logAlpha));
  }

  private double drawnLogit(double logAlpha, double uniform) {
    double u = Math.max(EDGE, Math.min(1 - EDGE, uniform));
    return (StrictMath.log(u) - StrictMath.log(1 - u) + logAlpha) / beta;
  }

  private double stretched(double logit) {
    return sigmoid(logit) * (zeta - gamma) + gamma;
  }

  private double slope(double logit) {
    double z = stretched(logit);
    double s = sigmoid(logit);
    return z > 0 && z < 1 ? (zeta - gamma) * s * (1 - s) / beta : 0;
  }

  private static double clipped(double z) {
    return Math.max(0, Math.min(1, z));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
