package org.coinage.experiments.run;

import java.util.Objects;
import org.coinage.codec.CodeRounding;
import org.coinage.codec.StrikeSettings;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.fitting.RefitSettings;

/**
 * How test signals are encoded, after the plain inner steps of learning.
 *
 * @param fitting plain steps only, the best fit, or the best code per bit
 * @param gaussNewtonSteps steps after the plain ones; 0 with plain steps only
 * @param rounding how codes become integers
 * @param refit retraining of codes that are weights, signal by signal
 */
public record EncoderSettings(
    FitKind fitting, int gaussNewtonSteps, CodeRounding rounding, RefitSettings refit) {

  /** Validates the settings. */
  public EncoderSettings {
    Objects.requireNonNull(rounding, "rounding");
    Objects.requireNonNull(refit, "refit");
    FitSettings unused = new FitSettings(fitting, 0, gaussNewtonSteps);
  }

  /** With so many plain steps before. */
  StrikeSettings after(int innerSteps) {
    return new StrikeSettings(
        new FitSettings(fitting, innerSteps, gaussNewtonSteps), rounding, refit);
  }

  /** For codes that are weights: so many plain steps, and the retraining of each signal's code. */
  StrikeSettings retrained(int innerSteps) {
    return new StrikeSettings(FitSettings.inner(innerSteps), CodeRounding.RETRAINED, refit);
  }
}
