package org.coinage.fitting;

import java.util.Objects;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * A long fit of one signal by Adam, meant for codes that are weights: from a network that was only
 * drawn this is COIN (Dupont et al. 2021), from a learned one Struempler et al. (ECCV 2022), who
 * hold the code, the difference from what was learned, small by the sum of its magnitudes. The code
 * of least mean squared error plus penalty is kept, the start among them.
 *
 * <p>Deterministic; as thread-safe as its engine.
 */
public final class AdamFit {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final AdamSettings settings;

  /** A fit of codes of a space. */
  public AdamFit(FieldEngine engine, ModulationSpace space, AdamSettings settings) {
    this.engine = Objects.requireNonNull(engine, "engine").forgetful();
    this.space = Objects.requireNonNull(space, "space");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * The code of least objective.
   *
   * @param theta outer parameters
   * @param start where to begin, not modified
   * @param signal with encoded coordinates
   */
  public double[] fit(Parameters theta, double[] start, Signal signal) {
    double[] code = start.clone();
    double[] first = new double[code.length];
    double[] second = new double[code.length];
    double[] best = start.clone();
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step <= settings.steps(); step++) {
      LossGradient at =
          engine.gradient(
              space.architecture(), space.apply(theta, code), signal, space.modulated());
      double[] gradient = space.pullbackCode(theta, code, at.gradient());
      double objective = at.loss();
      for (int i = 0; i < code.length; i++) {
        objective += settings.penalty() * Math.abs(code[i]);
        gradient[i] += settings.penalty() * Math.signum(code[i]);
      }
      if (objective < least) {
        least = objective;
        best = code.clone();
      }
      double rate = settings.rate() * Math.min(1, (step + 1.0) / Math.max(1, settings.warmup()));
      AdamUpdate.STANDARD.step(step + 1, first, second, 0, gradient, 1, rate, code);
    }
    return best;
  }
}
