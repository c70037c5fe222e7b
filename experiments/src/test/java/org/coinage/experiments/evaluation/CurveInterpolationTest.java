package org.coinage.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurveInterpolationTest {

  private static final double[] X = {0, 1, 2.5, 3, 4.5, 6, 6.5, 8};
  private static final double[] Y = {1, 1.5, 1.2, 2.8, 3, 2.2, 4, 5};

  @Test
  void pchipAgreesWithScipy() {
    // scipy 1.17.1, PchipInterpolator([0,1,3,4,6], [0,2,2.5,5,4])
    PolynomialSplineFunction curve =
        MonotoneCubic.interpolate(new double[] {0, 1, 3, 4, 6}, new double[] {0, 2, 2.5, 5, 4});
    double[] at = {0.25, 0.5, 2, 2.5, 3.7, 5, 5.9};
    double[] expected = {0.6529772, 1.26210586, 2.24662162, 2.32685811, 4.4915, 4.875, 4.142625};
    for (int i = 0; i < at.length; i++) {
      assertThat(curve.value(at[i])).isCloseTo(expected[i], within(1e-8));
    }
  }

  @Test
  void pchipNeverLeavesTheRangeOfItsTwoNeighbours() {
    PolynomialSplineFunction curve = MonotoneCubic.interpolate(X, Y);
    for (int piece = 0; piece < X.length - 1; piece++) {
      for (double t = 0; t <= 1; t += 0.05) {
        double value = curve.value(X[piece] + t * (X[piece + 1] - X[piece]));
        assertThat(value)
            .isBetween(
                Math.min(Y[piece], Y[piece + 1]) - 1e-12, Math.max(Y[piece], Y[piece + 1]) + 1e-12);
      }
    }
  }

  @Test
  void meansAgreeWithScipy() {
    // scipy 1.17.1: interpolator(X, Y).integrate(a, b) / (b - a). Akima between the third point
    // from
    // either end only, where Commons Math and Akima's paper agree.
    assertThat(CurveInterpolation.PCHIP.mean(X, Y, 0.3, 7.7))
        .isCloseTo(2.611130257658075, within(1e-12));
    assertThat(CurveInterpolation.AKIMA.mean(X, Y, 2.5, 6))
        .isCloseTo(2.6632827030259207, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void closedFormMeanAgreesWithMidpointSums(CurveInterpolation interpolation) {
    PolynomialSplineFunction curve = interpolation.fit(X, Y);
    int steps = 100_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += curve.value(0.3 + 7.4 * (i + 0.5) / steps);
    }
    assertThat(interpolation.mean(X, Y, 0.3, 7.7)).isCloseTo(sum / steps, within(1e-7));
  }

  @ParameterizedTest
  @EnumSource
  void aStraightLineIsReproduced(CurveInterpolation interpolation) {
    double[] line = new double[X.length];
    for (int i = 0; i < X.length; i++) {
      line[i] = 2 - 0.5 * X[i];
    }
    assertThat(interpolation.mean(X, line, 1.25, 4)).isCloseTo(2 - 0.5 * 2.625, within(1e-12));
  }
}
