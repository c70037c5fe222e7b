package org.coinage.quantization;

import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/** Densities by which the rate of integers is estimated while their quantizer is learned. */
public enum RateFamily {
  /** Normal density; its scale is the standard deviation. */
  GAUSSIAN {
    @Override
    SymbolRate at(double v, double rho) {
      return GaussianRate.at(v, rho);
    }

    @Override
    double scale(double... values) {
      return new StandardDeviation(true).evaluate(values);
    }
  },
  /** Laplace density, of heavier tails; its scale is the mean magnitude. */
  LAPLACE {
    @Override
    SymbolRate at(double v, double rho) {
      return LaplaceRate.at(v, rho);
    }

    @Override
    double scale(double... values) {
      double sum = 0;
      for (double value : values) {
        sum += Math.abs(value);
      }
      return sum / values.length;
    }
  };

  /** The rate v steps from the centre, at {@code rho = step / scale}. */
  abstract SymbolRate at(double v, double rho);

  /** The scale of numbers about 0, by maximum likelihood, or without bias. */
  abstract double scale(double... values);
}
