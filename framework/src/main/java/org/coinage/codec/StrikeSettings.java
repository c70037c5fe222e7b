package org.coinage.codec;

import java.util.Locale;
import java.util.Objects;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import org.coinage.fitting.RefitSettings;
import org.coinage.fitting.SoftRounding;

/**
 * How an encoder goes from a signal to integers.
 *
 * @param fit how codes are fitted
 * @param rounding how they become integers
 * @param refit of codes, where rounding is {@link CodeRounding#RETRAINED} or {@link
 *     CodeRounding#ADAPTIVE}
 * @param soft rounding of layers, where it is {@link CodeRounding#ADAPTIVE}
 */
public record StrikeSettings(
    FitSettings fit, CodeRounding rounding, RefitSettings refit, SoftRounding.Settings soft) {

  /** Models made of the error: one, and one more at the code it led to. */
  private static final int MODELS = 2;

  /** All are needed. */
  public StrikeSettings {
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(rounding, "rounding");
    Objects.requireNonNull(refit, "refit");
    Objects.requireNonNull(soft, "soft");
  }

  /** With the published retraining, where there is one. */
  public StrikeSettings(FitSettings fit, CodeRounding rounding) {
    this(fit, rounding, RefitSettings.PUBLISHED, SoftRounding.Settings.STANDARD);
  }

  /** COIN++'s encoder: plain steps, each entry to its nearest step. */
  public static StrikeSettings plain(int innerSteps) {
    return new StrikeSettings(FitSettings.inner(innerSteps), CodeRounding.NEAREST);
  }

  /** The best code per bit: a few plain steps, the posterior's mode, error feedback. */
  public static StrikeSettings best(int innerSteps) {
    return new StrikeSettings(
        new FitSettings(FitKind.MAP, innerSteps, MODELS), CodeRounding.ERROR_FEEDBACK);
  }

  /** The best that a codebook allows, after the mint's own number of plain steps. */
  public static StrikeSettings bestFor(Mint mint, Codebook codebook) {
    int steps = mint.innerLoop().steps();
    return codebook.prior().isPresent() ? best(steps) : plain(steps);
  }

  /** The same with another number of plain steps. */
  public StrikeSettings withInnerSteps(int steps) {
    return new StrikeSettings(fit.withInnerSteps(steps), rounding, refit, soft);
  }

  /** In words, for tables. */
  public String describe() {
    String fitted = fit.describe();
    String rounded =
        rounding == CodeRounding.RETRAINED
            ? fitted
            : fitted + ", rounding " + rounding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return retrains() ? rounded + ", retrained for " + refit.steps() + " steps" : rounded;
  }

  /** Whether the decoder is asked what a change of the code does. */
  boolean needsModel() {
    return fit.kind() == FitKind.MAP || !toNearest();
  }

  /** Whether codes are retrained with the quantizer in the loop. */
  boolean retrains() {
    return rounding == CodeRounding.RETRAINED || rounding == CodeRounding.ADAPTIVE;
  }

  /** Whether no model of the error is asked for: each entry goes to a step beside it. */
  boolean toNearest() {
    return rounding == CodeRounding.NEAREST || retrains();
  }
}
