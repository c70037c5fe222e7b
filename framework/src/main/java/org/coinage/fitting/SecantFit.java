package org.coinage.fitting;

import java.util.Arrays;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * Fits a code by steps of the Gauss-Newton matrix at the zero code, corrected by the secants of the
 * steps already taken (L-BFGS: Nocedal 1980, Math. Comp. 35; Nocedal and Wright, Numerical
 * Optimization, alg. 7.4). At zero the Jacobian does not depend on the signal: all signals on the
 * same coordinates share one matrix and its factor, and a step costs what a plain step costs. A
 * step that does not lower the error is taken back and tried again, shorter.
 *
 * <p>As thread-safe as its engine; which thread asks first makes no difference.
 */
public final class SecantFit {

  /** Share of the diagonal of the matrix that is added to it. */
  private static final double DAMPING = 1e-2;

  private static final double SHORTEN = 0.3;
  private static final double SHORTEST = 1e-3;

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final CodeMetric metric;
  private volatile Start start;

  /** The factor of the matrix at zero, and what it is for. */
  private record Start(Parameters theta, float[] coordinates, DecompositionSolver solver) {

    boolean isFor(Parameters otherTheta, float[] otherCoordinates) {
      return theta == otherTheta
          && (coordinates == otherCoordinates || Arrays.equals(coordinates, otherCoordinates));
    }
  }

  /** An error, and half its slope. */
  private record Slope(double error, double[] gradient) {}

  /**
   * A fit over codes of the given space.
   *
   * @throws IllegalArgumentException if the space has no metric
   */
  public SecantFit(FieldEngine engine, ModulationSpace space) {
    this.engine = engine;
    this.space = space;
    this.metric = new CodeMetric(engine, space);
  }

  /**
   * Tries at most the given number of steps.
   *
   * @param theta outer parameters, not to be modified as long as the fit is in use
   * @param from where to begin: zero, or a code after some plain steps
   */
  public GaussNewtonFit.Fit fit(Parameters theta, double[] from, Signal signal, int steps) {
    if (steps == 0) {
      return new GaussNewtonFit.Fit(from.clone(), metric.error(theta, from, signal), 0);
    }
    DecompositionSolver solver = solver(theta, signal);
    SecantPairs pairs = new SecantPairs();
    double[] code = from.clone();
    Slope here = slope(theta, code, signal);
    int tried = 0;
    double length = 1;
    double[] change = pairs.step(solver, here.gradient());
    while (tried < steps && length > SHORTEST) {
      double[] next = SecantPairs.moved(code, length, change);
      tried++;
      if (tried == steps) { // nobody will ask for the slope there
        double error = metric.error(theta, next, signal);
        return error < here.error()
            ? new GaussNewtonFit.Fit(next, error, tried)
            : new GaussNewtonFit.Fit(code, here.error(), tried);
      }
      Slope there = slope(theta, next, signal);
      pairs.add(code, next, here.gradient(), there.gradient());
      if (there.error() < here.error()) {
        code = next;
        here = there;
        length = 1;
        change = pairs.step(solver, here.gradient());
      } else {
        length *= SHORTEN;
      }
    }
    return new GaussNewtonFit.Fit(code, here.error(), tried);
  }

  private Slope slope(Parameters theta, double[] code, Signal signal) {
    LossGradient at =
        engine.gradient(space.architecture(), space.apply(theta, code), signal, space.modulated());
    int samples = signal.features().length;
    double[] gradient = space.pullbackCode(theta, code, at.gradient());
    Arrays.setAll(gradient, i -> gradient[i] * samples / 2);
    return new Slope(at.loss() * samples, gradient);
  }

  private DecompositionSolver solver(Parameters theta, Signal signal) {
    Start known = start;
    if (known == null || !known.isFor(theta, signal.coordinates())) {
      CodeQuadratic zero = metric.at(theta, new double[space.codeDim()], signal);
      known = new Start(theta, signal.coordinates(), zero.solver(zero.damping(DAMPING)));
      start = known;
    }
    return known.solver();
  }
}
