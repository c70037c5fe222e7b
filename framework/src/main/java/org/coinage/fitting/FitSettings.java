package org.coinage.fitting;

import java.util.Objects;

/**
 * How a code is fitted to a signal.
 *
 * @param kind plain steps only, or what follows them
 * @param innerSteps plain gradient steps from zero
 * @param gaussNewtonSteps steps after them: at most so many for {@link FitKind#GAUSS_NEWTON} and
 *     {@link FitKind#SECANT}, so many models of the error for {@link FitKind#MAP}, each made at the
 *     code that was rounded last; 0 for {@link FitKind#INNER} and {@link FitKind#ADAM}
 * @param adam what follows them with {@link FitKind#ADAM}, and only then matters
 */
public record FitSettings(FitKind kind, int innerSteps, int gaussNewtonSteps, AdamSettings adam) {

  private static final int MOST = 10_000;

  /** Validates the settings. */
  public FitSettings {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(adam, "adam");
    if (innerSteps < 0 || innerSteps > MOST) {
      throw new IllegalArgumentException(
          "innerSteps = " + innerSteps + " must be in [0, " + MOST + "]");
    }
    if (gaussNewtonSteps < 0 || gaussNewtonSteps > MOST) {
      throw new IllegalArgumentException(
          "gaussNewtonSteps = " + gaussNewtonSteps + " must be in [0, " + MOST + "]");
    }
    boolean none = kind == FitKind.INNER || kind == FitKind.ADAM;
    if (none ? gaussNewtonSteps != 0 : gaussNewtonSteps == 0) {
      throw new IllegalArgumentException(
          "gaussNewtonSteps = "
              + gaussNewtonSteps
              + " must be "
              + (none ? "0" : "at least 1")
              + " with kind "
              + kind);
    }
  }

  /** Whatever the kind needs beside Adam's settings, which are Struempler et al.'s. */
  public FitSettings(FitKind kind, int innerSteps, int gaussNewtonSteps) {
    this(kind, innerSteps, gaussNewtonSteps, AdamSettings.STRUEMPLER);
  }

  /** Plain steps only. */
  public static FitSettings inner(int steps) {
    return new FitSettings(FitKind.INNER, steps, 0);
  }
}
