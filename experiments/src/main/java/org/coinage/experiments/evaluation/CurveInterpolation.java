package org.coinage.experiments.evaluation;

import org.apache.commons.math3.analysis.interpolation.AkimaSplineInterpolator;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;

/**
 * How a curve runs between its points. Deltas of different interpolations differ by up to a few per
 * cent and are never compared with each other.
 */
public enum CurveInterpolation {

  /** Monotone piecewise cubic Hermite (Fritsch and Butland 1984): the recommended choice. */
  PCHIP("PCHIP", 2) {
    @Override
    PolynomialSplineFunction fit(double[] x, double[] y) {
      return MonotoneCubic.interpolate(x, y);
    }
  },

  /** Straight lines between the points. */
  PIECEWISE_LINEAR("piecewise linear", 2) {
    @Override
    PolynomialSplineFunction fit(double[] x, double[] y) {
      return new LinearInterpolator().interpolate(x, y);
    }
  },

  /**
   * One cubic over all points, least squares beyond four of them: Bjontegaard's original (ITU-T
   * SG16 document VCEG-M33, 2001). May overshoot where the points are unevenly spread.
   */
  CUBIC("cubic (VCEG-M33)", 4) {
    @Override
    PolynomialSplineFunction fit(double[] x, double[] y) {
      double start = x[0];
      double length = x[x.length - 1] - start;
      double[][] powers = new double[x.length][4];
      for (int i = 0; i < x.length; i++) {
        double t = (x[i] - start) / length;
        powers[i] = new double[] {1, t, t * t, t * t * t};
      }
      double[] coefficients =
          new QRDecomposition(new Array2DRowRealMatrix(powers, false))
              .getSolver()
              .solve(new ArrayRealVector(y, false))
              .toArray();
      double scale = 1;
      for (int i = 0; i < coefficients.length; i++) {
        coefficients[i] *= scale;
        scale /= length;
      }
      return new PolynomialSplineFunction(
          new double[] {start, x[x.length - 1]},
          new PolynomialFunction[] {new PolynomialFunction(coefficients)});
    }
  },

  /**
   * Akima's spline (1970) as Commons Math builds it, which differs from Akima's paper in how it
   * estimates slopes at the ends.
   */
  AKIMA("Akima (Commons Math)", 5) {
    @Override
    PolynomialSplineFunction fit(double[] x, double[] y) {
      return new AkimaSplineInterpolator().interpolate(x, y);
    }
  };

  private final String label;
  private final int minimumPoints;

  CurveInterpolation(String label, int minimumPoints) {
    this.label = label;
    this.minimumPoints = minimumPoints;
  }

  /** The name to print beside every number obtained this way. */
  public String label() {
    return label;
  }

  /** Fewest points a curve may have. */
  public int minimumPoints() {
    return minimumPoints;
  }

  /** A piecewise polynomial through the points; {@code x} strictly increasing. */
  abstract PolynomialSplineFunction fit(double[] x, double[] y);

  /**
   * Mean of the interpolated curve between two positions, integrated piece by piece in closed form.
   */
  final double mean(double[] x, double[] y, double from, double to) {
    PolynomialSplineFunction spline = fit(x, y);
    double[] knots = spline.getKnots();
    PolynomialFunction[] pieces = spline.getPolynomials();
    double sum = 0;
    for (int i = 0; i < pieces.length; i++) {
      double low = Math.max(from, knots[i]) - knots[i];
      double high = Math.min(to, knots[i + 1]) - knots[i];
      if (low < high) {
        double[] coefficients = pieces[i].getCoefficients();
        sum += antiderivative(coefficients, high) - antiderivative(coefficients, low);
      }
    }
    return sum / (to - from);
  }

  private static double antiderivative(double[] coefficients, double x) {
    double value = 0;
    for (int power = coefficients.length; power > 0; power--) {
      value = (value + coefficients[power - 1] / power) * x;
    }
    return value;
  }
}
