package org.coinage.sparsity;

/**
 * How a Lagrange multiplier follows the violation e of its constraint: {@code xi <- nu xi + (1 -
 * nu) e}, {@code lambda <- max(0, lambda + rate (integral e + proportional (xi - previous xi)))}.
 * This is the nuPI controller (Sohrabi et al., ICML 2024); with {@code proportional = 0} plain
 * gradient ascent.
 *
 * @param rate of the multiplier
 * @param integral gain on the violation
 * @param proportional gain on its smoothed change; damps overshoot
 * @param smoothing nu, in [0, 1)
 * @param restart whether the multiplier returns to 0 as soon as the constraint is satisfied
 *     (Gallego-Posada et al., NeurIPS 2022)
 */
public record DualAscent(
    double rate, double integral, double proportional, double smoothing, boolean restart) {

  /** Validates the gains. */
  public DualAscent {
    if (!(rate > 0 && integral >= 0 && proportional >= 0)) {
      throw new IllegalArgumentException(
          "rate = %s must be positive, integral = %s and proportional = %s at least 0"
              .formatted(rate, integral, proportional));
    }
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing = " + smoothing + " must be in [0, 1)");
    }
  }

  /** Gradient ascent with restarts, as published for gates. */
  public static DualAscent restarting(double rate) {
    return new DualAscent(rate, 1, 0, 0, true);
  }

  /** The nuPI controller, which needs no restarts. */
  public static DualAscent controlled(double rate, double proportional, double smoothing) {
    return new DualAscent(rate, 1, proportional, smoothing, false);
  }

  /** A multiplier of 0 that has seen no violation, as an array for a memory. */
  public static double[] start() {
    return new double[3];
  }

  /** The multiplier of such an array. */
  public static double multiplier(double[] state) {
    return state[0];
  }

  /** The array after a violation, positive where the constraint is not satisfied. */
  public double[] next(double[] state, double violation) {
    boolean first = state[2] == 0;
    double before = first ? violation : state[1];
    double smoothed = smoothing * before + (1 - smoothing) * violation;
    double moved = state[0] + rate * (integral * violation + proportional * (smoothed - before));
    double multiplier = restart && violation < 0 ? 0 : Math.max(0, moved);
    return new double[] {multiplier, smoothed, 1};
  }
}
