package org.coinage.fitting;

import java.util.Objects;

/**
 * How a code is fitted to a signal.
 *
 * @param kind plain steps only, or what follows them
 * @param innerSteps plain gradient steps from zero
 * @param gaussNewtonSteps steps after them: at most so many for {@link FitKind#GAUSS_NEWTON} and
 *     {@link FitKind#SECANT}, so many models of the error for {@link FitKind#MAP}, each made at the
 *     code that was rounded last; 0 for {@link FitKind#INNER}, {@link FitKind#ADAM} and {@link
 *     FitKind#GATED}
 * @param adam what follows them with {@link FitKind#ADAM}, and only then matters
 * @param gated what follows them with {@link FitKind#GATED}, and only then matters
 */
public record FitSettings(
    FitKind kind, int innerSteps, int gaussNewtonSteps, AdamSettings adam, GatedFitSettings gated) {

  private static final int MOST = 10_000;

  /** Validates the settings. */
  public FitSettings {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(adam, "adam");
    Objects.requireNonNull(gated, "gated");
    if (innerSteps < 0 || innerSteps > MOST) {
      throw new IllegalArgumentException(
          "innerSteps = " + innerSteps + " must be in [0, " + MOST + "]");
    }
    if (gaussNewtonSteps < 0 || gaussNewtonSteps > MOST) {
      throw new IllegalArgumentException(
          "gaussNewtonSteps = " + gaussNewtonSteps + " must be in [0, " + MOST + "]");
    }
    boolean none = kind == FitKind.INNER || kind == FitKind.ADAM || kind == FitKind.GATED;
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

  /**
   * Whatever the kind needs, Adam's settings as Struempler et al.'s, those of gates as L0onie's.
   */
  public FitSettings(FitKind kind, int innerSteps, int gaussNewtonSteps) {
    this(kind, innerSteps, gaussNewtonSteps, AdamSettings.STRUEMPLER, GatedFitSettings.L0ONIE);
  }

  /** In words, for tables. */
  public String describe() {
    String steps = innerSteps + " inner steps";
    String more = gaussNewtonSteps + " Gauss-Newton steps";
    return switch (kind) {
      case INNER -> steps;
      case GAUSS_NEWTON -> steps + ", " + more;
      case SECANT -> steps + ", " + gaussNewtonSteps + " secant steps";
      case ADAM -> steps + ", " + adam.steps() + " steps of Adam";
      case GATED ->
          "%s, %d steps with gates under %d bits".formatted(steps, gated.steps(), gated.bits());
      case MAP -> steps + ", " + more + " with a prior";
    };
  }

  /** The same with another number of plain steps. */
  public FitSettings withInnerSteps(int steps) {
    return new FitSettings(kind, steps, gaussNewtonSteps, adam, gated);
  }

  /** Plain steps only. */
  public static FitSettings inner(int steps) {
    return new FitSettings(FitKind.INNER, steps, 0);
  }
}
