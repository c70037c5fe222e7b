package org.coinage.fitting;

import java.util.Arrays;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.coinage.field.Parameters;
import org.coinage.signal.Signal;

/**
 * Fits a code by Levenberg and Marquardt's steps (Marquardt 1963), {@code (J^T J + mu diag(J^T J))
 * x = -J^T r}: the best fit to the signal, reached in a few steps. Each step costs one backward
 * pass per output channel. A step that does not lower the error is taken back and tried again,
 * shorter.
 *
 * <p>The best fit is not the best code per bit: {@link Posterior} asks what a bit is worth.
 */
public final class GaussNewtonFit {

  private static final double FIRST_DAMPING = 1e-2;
  private static final double LEAST_DAMPING = 1e-6;
  private static final double MOST_DAMPING = 1e6;
  private static final double EASE = 0.2;
  private static final double TIGHTEN = 5;

  /** Relative gain that the model must promise for another step to be worth its time. */
  private static final double WORTHWHILE = 1e-6;

  private final CodeMetric metric;

  /**
   * A fit by the models of a metric.
   *
   * @param metric in the coordinates of codes, not whitened
   */
  public GaussNewtonFit(CodeMetric metric) {
    this.metric = metric;
  }

  /**
   * What was reached.
   *
   * @param code the code of the lowest error
   * @param error squared error there, summed over all samples
   * @param steps steps tried
   */
  public record Fit(double[] code, double error, int steps) {}

  /**
   * Takes at most the given number of steps.
   *
   * @param start where to begin: zero, or a code after some plain steps
   */
  public Fit fit(Parameters theta, double[] start, Signal signal, int steps) {
    double[] code = start.clone();
    double damping = FIRST_DAMPING;
    if (steps == 0) {
      return new Fit(code, metric.error(theta, code, signal), 0);
    }
    CodeQuadratic at = metric.at(theta, code, signal);
    int tried = 0;
    while (tried < steps && damping <= MOST_DAMPING) {
      double[] change;
      try {
        change = step(at, damping);
      } catch (NonPositiveDefiniteMatrixException e) {
        damping *= TIGHTEN;
        continue;
      }
      if (promise(at, change) <= WORTHWHILE * at.error()) {
        break;
      }
      double[] next = code.clone();
      Arrays.setAll(next, i -> next[i] + change[i]);
      tried++;
      double error = metric.error(theta, next, signal);
      if (!(error < at.error())) {
        damping *= TIGHTEN;
        continue;
      }
      code = next;
      if (tried == steps) {
        return new Fit(code, error, tried);
      }
      at = metric.at(theta, code, signal);
      damping = Math.max(LEAST_DAMPING, EASE * damping);
    }
    return new Fit(code, at.error(), tried);
  }

  private static double[] step(CodeQuadratic at, double damping) {
    double[] right = new double[at.dimension()];
    Arrays.setAll(right, i -> -at.gradient()[i]);
    return at.solve(at.damping(damping), right);
  }

  /** How much lower the error should become: at least half of what the gradient says. */
  private static double promise(CodeQuadratic at, double... change) {
    double slope = 0;
    for (int i = 0; i < change.length; i++) {
      slope -= at.gradient()[i] * change[i];
    }
    return slope;
  }
}
