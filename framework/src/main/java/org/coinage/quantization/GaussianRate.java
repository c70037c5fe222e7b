package org.coinage.quantization;

import org.apache.commons.math3.special.Erf;

/**
 * Ideal length of one integer under a Gaussian rounded to integers, with its gradient: {@code bits
 * = -log2 p}, {@code p = Phi((v + 1/2) rho) - Phi((v - 1/2) rho)}, where v is in steps from the
 * centre and {@code rho = step / deviation} ({@link SymbolRate}).
 *
 * <p>Computed at |v|, so that both ends lie in the same tail. Beyond four deviations the common
 * factor {@code exp(-a^2 / 2)} is taken out, a the nearer end: the length and gradient are those of
 * the true logarithm however small p is, and grow as a square and linearly, with no floor.
 *
 * @param bits length
 * @param byOffset derivative of the length by v
 * @param byLogRho derivative of the length by log rho
 */
public record GaussianRate(double bits, double byOffset, double byLogRho) implements SymbolRate {

  private static final double LN_2 = Math.log(2);
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  /** Deviations beyond which the tail is scaled; both forms are exact to rounding here. */
  private static final double TAIL = 4;

  /** Terms of the continued fraction of the tail: enough for 1e-15 from {@link #TAIL} on. */
  private static final int TERMS = 60;

  /**
   * The rate at an offset.
   *
   * @param v offset from the centre in steps, finite; need not be whole
   * @param rho step over deviation, greater than 0
   */
  public static GaussianRate at(double v, double rho) {
    double near = (Math.abs(v) - 0.5) * rho;
    double far = (Math.abs(v) + 0.5) * rho;
    // Densities at the two ends and the mass between, all over exp(-scale).
    double scale = near > TAIL ? near * near / 2 : 0;
    double atNear = Math.exp(scale - near * near / 2) / SQRT_2_PI;
    double atFar = Math.exp(scale - far * far / 2) / SQRT_2_PI;
    double mass;
    if (near > TAIL) {
      // far^2 - near^2 = 2 |v| rho^2, without cancellation.
      atNear = 1 / SQRT_2_PI;
      atFar = Math.exp(-Math.abs(v) * rho * rho) / SQRT_2_PI;
      mass = atNear * millsRatio(near) - atFar * millsRatio(far);
    } else {
      mass = 0.5 * Erf.erf(near / SQRT_2, far / SQRT_2);
    }
    double bits = (scale - Math.log(mass)) / LN_2;
    double byOffset = Math.signum(v) * rho * (atNear - atFar) / mass / LN_2;
    double byLogRho = (near * atNear - far * atFar) / mass / LN_2;
    return new GaussianRate(bits, byOffset, byLogRho);
  }

  /** Upper tail of the normal law over its density, by its continued fraction (Laplace). */
  private static double millsRatio(double x) {
    double fraction = x;
    for (int k = TERMS; k >= 1; k--) {
      fraction = x + k / fraction;
    }
    return 1 / fraction;
  }
}
