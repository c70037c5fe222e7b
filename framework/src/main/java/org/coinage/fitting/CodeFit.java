package org.coinage.fitting;

import java.util.Optional;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * Fits codes as settings say: plain steps, and Gauss-Newton, secant, Adam or gated steps after them
 * where these are asked for. With {@link FitKind#MAP} this gives the code after the plain steps,
 * from which the {@link Posterior} starts once a quantizer is known.
 *
 * <p>As thread-safe as its engine.
 */
public final class CodeFit {

  private final ModulationSpace inner;
  private final InnerLoop innerLoop;
  private final Optional<Refinement> refinement;
  private final FitSettings settings;

  /** What follows the plain steps. */
  private interface Refinement {

    double[] fit(Parameters theta, double[] start, Signal signal);
  }

  /**
   * A fit over codes of the given space.
   *
   * @throws IllegalArgumentException if the space has no metric, which these steps need
   */
  public CodeFit(
      FieldEngine engine, ModulationSpace space, StepSizes stepSizes, FitSettings settings) {
    this.inner = stepSizes.settings().over(space);
    this.innerLoop = new InnerLoop(engine, inner, stepSizes);
    int steps = settings.gaussNewtonSteps();
    this.refinement =
        switch (settings.kind()) {
          case INNER, MAP -> Optional.empty();
          case GAUSS_NEWTON -> {
            GaussNewtonFit fit = new GaussNewtonFit(new CodeMetric(engine, space));
            yield Optional.of(
                (theta, start, signal) -> fit.fit(theta, start, signal, steps).code());
          }
          case SECANT -> {
            SecantFit fit = new SecantFit(engine, space);
            yield Optional.of(
                (theta, start, signal) -> fit.fit(theta, start, signal, steps).code());
          }
          case ADAM -> Optional.of(new AdamFit(engine, space, settings.adam())::fit);
          case GATED -> Optional.of(new GatedFit(engine, space, settings.gated())::fit);
        };
    this.settings = settings;
  }

  /** The code of a signal, which comes with encoded coordinates. */
  public double[] fit(Parameters theta, Signal signal) {
    double[] found = innerLoop.run(theta, signal, settings.innerSteps()).code();
    double[] code = inner instanceof GatedCodes gated ? gated.sparse(theta, found) : found;
    return refinement.map(fit -> fit.fit(theta, code, signal)).orElse(code);
  }
}
