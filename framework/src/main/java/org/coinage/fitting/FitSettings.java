package org.coinage.fitting;

import java.util.Objects;

/**
 * How a code is fitted to a signal.
 *
 * @param kind plain steps only, or what follows them
 * @param innerSteps plain gradient steps from zero
 * @param gaussNewtonSteps steps after them: at most so many for {@link FitKind#GAUSS_NEWTON} and
 *     {@link FitKind#SECANT}, so many models of the error for {@link FitKind#MAP}, each made at the
 *     code that was rounded last; 0 for {@link FitKind#INNER}
 */
public record FitSettings(FitKind kind, int innerSteps, int gaussNewtonSteps) {

  private static final int MOST = 10_000;

  /** Validates the settings. */
  public FitSettings {
    Objects.requireNonNull(kind, "kind");
    if (innerSteps < 0 || innerSteps > MOST) {
      throw new IllegalArgumentException(
          "innerSteps = " + innerSteps + " must be in [0, " + MOST + "]");
    }
    if (gaussNewtonSteps < 0 || gaussNewtonSteps > MOST) {
      throw new IllegalArgumentException(
          "gaussNewtonSteps = " + gaussNewtonSteps + " must be in [0, " + MOST + "]");
    }
    if (kind == FitKind.INNER ? gaussNewtonSteps != 0 : gaussNewtonSteps == 0) {
      throw new IllegalArgumentException(
          "gaussNewtonSteps = "
              + gaussNewtonSteps
              + " must be "
              + (kind == FitKind.INNER ? "0" : "at least 1")
              + " with kind "
              + kind);
    }
  }

  /** Plain steps only. */
  public static FitSettings inner(int steps) {
    return new FitSettings(FitKind.INNER, steps, 0);
  }
}
