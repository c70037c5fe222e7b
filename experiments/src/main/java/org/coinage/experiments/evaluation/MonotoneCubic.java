package org.coinage.experiments.evaluation;

import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;

/**
 * Piecewise cubic Hermite interpolation that never overshoots (PCHIP). Slopes inside are the
 * weighted harmonic mean of the neighbouring secants, 0 at a turning point (Fritsch and Butland,
 * SIAM J. Sci. Stat. Comput. 5, 1984); slopes at the ends are a three-point estimate limited to
 * keep the shape (Moler, "Numerical Computing with MATLAB", 3.4). The same rule as SciPy and
 * MATLAB.
 */
final class MonotoneCubic {

  private MonotoneCubic() {}

  /** The interpolant through at least two points, {@code x} strictly increasing. */
  static PolynomialSplineFunction interpolate(double[] x, double[] y) {
    int pieces = x.length - 1;
    double[] width = new double[pieces];
    double[] secant = new double[pieces];
    for (int i = 0; i < pieces; i++) {
      width[i] = x[i + 1] - x[i];
      secant[i] = (y[i + 1] - y[i]) / width[i];
    }
    double[] slope = slopes(width, secant);
    PolynomialFunction[] cubics = new PolynomialFunction[pieces];
    for (int i = 0; i < pieces; i++) {
      double square = (3 * secant[i] - 2 * slope[i] - slope[i + 1]) / width[i];
      double cube = (slope[i] + slope[i + 1] - 2 * secant[i]) / (width[i] * width[i]);
      cubics[i] = new PolynomialFunction(new double[] {y[i], slope[i], square, cube});
    }
    return new PolynomialSplineFunction(x, cubics);
  }

  private static double[] slopes(double[] width, double[] secant) {
    int pieces = width.length;
    double[] slope = new double[pieces + 1];
    if (pieces == 1) {
      slope[0] = secant[0];
      slope[1] = secant[0];
      return slope;
    }
    for (int i = 1; i < pieces; i++) {
      if (secant[i - 1] * secant[i] > 0) {
        double left = 2 * width[i] + width[i - 1];
        double right = width[i] + 2 * width[i - 1];
        slope[i] = (left + right) / (left / secant[i - 1] + right / secant[i]);
      }
    }
    slope[0] = endSlope(width[0], width[1], secant[0], secant[1]);
    slope[pieces] =
        endSlope(width[pieces - 1], width[pieces - 2], secant[pieces - 1], secant[pieces - 2]);
    return slope;
  }

  private static double endSlope(double width, double nextWidth, double secant, double nextSecant) {
    double slope = ((2 * width + nextWidth) * secant - width * nextSecant) / (width + nextWidth);
    if (Math.signum(slope) != Math.signum(secant)) {
      return 0;
    }
    boolean turns = Math.signum(secant) != Math.signum(nextSecant);
    return turns && Math.abs(slope) > 3 * Math.abs(secant) ? 3 * secant : slope;
  }
}
