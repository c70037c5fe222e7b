package org.coinage.quantization;

/**
 * Ideal length of one integer under a Laplace density rounded to integers, with its gradient: p as
 * {@link SymbolRate} says, of the density {@code exp(-|x|) / 2}, {@code rho = step / scale}, the
 * scale being the mean magnitude.
 *
 * <p>Beyond half a step {@code p = exp(-(|v| - 1/2) rho) (1 - exp(-rho)) / 2}, whose logarithm is
 * taken term by term: the length grows linearly however small p is. Nearer, {@code p = 1 -
 * exp(-rho/2) cosh(v rho)}, without cancellation.
 *
 * @param bits length
 * @param byOffset derivative of the length by v
 * @param byLogRho derivative of the length by log rho
 */
public record LaplaceRate(double bits, double byOffset, double byLogRho) implements SymbolRate {

  private static final double LN_2 = Math.log(2);

  /**
   * The rate at an offset.
   *
   * @param v offset from the centre in steps, finite; need not be whole
   * @param rho step over scale, greater than 0
   */
  public static LaplaceRate at(double v, double rho) {
    double near = 0.5 - Math.abs(v);
    double far = 0.5 + Math.abs(v);
    if (near <= 0) {
      double mass = -Math.expm1(-rho);
      return new LaplaceRate(
          1 + (-near * rho - Math.log(mass)) / LN_2,
          Math.signum(v) * rho / LN_2,
          (-near * rho - rho / Math.expm1(rho)) / LN_2);
    }
    double mass = -(Math.expm1(-near * rho) + Math.expm1(-far * rho)) / 2;
    double atNear = Math.exp(-near * rho) / 2;
    double atFar = Math.exp(-far * rho) / 2;
    return new LaplaceRate(
        -Math.log(mass) / LN_2,
        Math.signum(v) * rho * (atNear - atFar) / mass / LN_2,
        -rho * (near * atNear + far * atFar) / mass / LN_2);
  }
}
