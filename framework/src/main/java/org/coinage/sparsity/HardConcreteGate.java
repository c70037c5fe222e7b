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
  public double drawn(double logAlpha, double uniform) {
    return at(noise(uniform) + logAlpha);
  }

  /** Derivative of {@link #drawn} by log alpha: 0 where it is clipped. */
  public double drawnSlope(double logAlpha, double uniform) {
    return slopeAt(noise(uniform) + logAlpha);
  }

  /** The gate of the median, without noise. */
  public double median(double logAlpha) {
    return at(logAlpha);
  }

  /** Derivative of {@link #median}: 0 where it is clipped, which no loss reopens. */
  public double medianSlope(double logAlpha) {
    return slopeAt(logAlpha);
  }

  /** What a uniform number in (0, 1) adds to log alpha. */
  public double noise(double uniform) {
    double u = Math.max(EDGE, Math.min(1 - EDGE, uniform));
    return StrictMath.log(u) - StrictMath.log(1 - u);
  }

  /** The gate at log alpha plus noise. */
  public double at(double noisy) {
    return Math.max(0, Math.min(1, stretched(sigmoid(noisy / beta))));
  }

  /** Derivative of {@link #at}: 0 where it is clipped. */
  public double slopeAt(double noisy) {
    double s = sigmoid(noisy / beta);
    return inside(s) ? (zeta - gamma) * s * (1 - s) / beta : 0;
  }

  /** Second derivative of {@link #at}. */
  public double curvatureAt(double noisy) {
    double s = sigmoid(noisy / beta);
    return inside(s) ? (zeta - gamma) * s * (1 - s) * (1 - 2 * s) / (beta * beta) : 0;
  }

  /** Probability that the gate is not zero. */
  public double open(double logAlpha) {
    return sigmoid(logAlpha - beta * StrictMath.log(-gamma / zeta));
  }

  /** Derivative of {@link #open}. */
  public double openSlope(double logAlpha) {
    double p = open(logAlpha);
    return p * (1 - p);
  }

  /** Log alpha within its bounds. */
  public double clamped(double logAlpha) {
    return Math.max(-clamp, Math.min(clamp, logAlpha));
  }

  private double stretched(double s) {
    return s * (zeta - gamma) + gamma;
  }

  private boolean inside(double s) {
    return stretched(s) > 0 && stretched(s) < 1;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
