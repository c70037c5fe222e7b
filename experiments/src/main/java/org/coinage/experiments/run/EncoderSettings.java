package org.coinage.experiments.run;

import java.util.Objects;
import org.coinage.codec.CodeRounding;
import org.coinage.codec.StrikeSettings;
import org.coinage.fitting.AdamSettings;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.fitting.GatedFitSettings;
import org.coinage.fitting.RefitSettings;
import org.coinage.fitting.SoftRounding;

/**
 * How test signals are encoded, after the plain inner steps of learning.
 *
 * @param fitting plain steps only, the best fit, or the best code per bit
 * @param gaussNewtonSteps steps after the plain ones; 0 with plain steps only
 * @param rounding how codes become integers
 * @param refit retraining of codes that are weights, signal by signal
 * @param soft rounding of codes that are weights, layer by layer, with {@code rounding = adaptive}
 * @param adam how codes that are weights are fitted before, with {@code fitting = adam}
 * @param gated how sparse codes are fitted, with {@code fitting = gated}
 */
public record EncoderSettings(
    FitKind fitting,
    int gaussNewtonSteps,
    CodeRounding rounding,
    RefitSettings refit,
    SoftRounding.Settings soft,
    AdamSettings adam,
    GatedFitSettings gated) {

  /** Validates the settings. */
  public EncoderSettings {
    Objects.requireNonNull(rounding, "rounding");
    Objects.requireNonNull(refit, "refit");
    Objects.requireNonNull(soft, "soft");
    FitSettings unused = new FitSettings(fitting, 0, gaussNewtonSteps, adam, gated);
  }

  /** With so many plain steps before. */
  StrikeSettings after(int innerSteps) {
    if (fitting == FitKind.INNER && rounding == CodeRounding.NEAREST) {
      return plain(innerSteps);
    }
    return new StrikeSettings(
        new FitSettings(fitting, innerSteps, gaussNewtonSteps, adam, gated), rounding, refit, soft);
  }

  /** The simplest encoder to compare with: the same long fit or none, the nearest integers. */
  StrikeSettings plain(int innerSteps) {
    return new StrikeSettings(weightFit(innerSteps), CodeRounding.NEAREST);
  }

  /**
   * For codes that are weights: their fit, and the retraining of each signal's code unless the
   * nearest integers are asked for.
   */
  StrikeSettings retrained(int innerSteps) {
    if (rounding == CodeRounding.NEAREST) {
      return plain(innerSteps);
    }
    CodeRounding weights =
        rounding == CodeRounding.ADAPTIVE ? CodeRounding.ADAPTIVE : CodeRounding.RETRAINED;
    return new StrikeSettings(weightFit(innerSteps), weights, refit, soft);
  }

  /** The retrained one without its retraining. */
  StrikeSettings unretrained(int innerSteps) {
    StrikeSettings retrained = retrained(innerSteps);
    return new StrikeSettings(
        retrained.fit(),
        retrained.rounding(),
        new RefitSettings(0, retrained.refit().rate()),
        retrained.soft());
  }

  private FitSettings weightFit(int innerSteps) {
    return fitting == FitKind.ADAM || fitting == FitKind.GATED
        ? new FitSettings(fitting, innerSteps, 0, adam, gated)
        : FitSettings.inner(innerSteps);
  }
}
