package org.coinage.experiments.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.coinage.codec.CodeRounding;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.fitting.FitKind;
import org.coinage.fitting.FitSettings;
import picocli.CommandLine.Option;

/** How codes are fitted and rounded; what is not given is the best that the mint allows. */
final class EncoderOptions {

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Plain gradient steps per signal (default: as the mint was learned).")
  private Integer steps;

  @Option(
      names = "--fitting",
      paramLabel = "HOW",
      description =
          "What follows them: inner (nothing), gauss-newton (to the best fit), secant (to the best"
              + " fit by many cheap steps), map (to the best code per bit; the default where the"
              + " mint has a prior), adam or gated (a long fit of codes that are weights; sparse"
              + " under 8000 bits).")
  private String fitting;

  @Option(
      names = "--gauss-newton-steps",
      paramLabel = "N",
      description = "Steps of gauss-newton (10), secant (20) or map (2).")
  private Integer gaussNewtonSteps;

  @Option(
      names = "--rounding",
      paramLabel = "HOW",
      description =
          "nearest, error-feedback (the default with map), search, or retrained (for codes that are"
              + " weights).")
  private String rounding;

  /** The settings for a codebook. */
  StrikeSettings settings(Mint mint, Codebook codebook) {
    StrikeSettings best = StrikeSettings.bestFor(mint, codebook);
    int plain = steps == null ? best.fit().innerSteps() : steps;
    FitKind kind =
        fitting == null ? best.fit().kind() : constant("--fitting", fitting, FitKind.class);
    int more =
        switch (kind) {
          case INNER, ADAM, GATED -> 0;
          case GAUSS_NEWTON -> 10;
          case SECANT -> 20;
          case MAP -> 2;
        };
    CodeRounding round =
        rounding != null
            ? constant("--rounding", rounding, CodeRounding.class)
            : kind == FitKind.MAP ? CodeRounding.ERROR_FEEDBACK : CodeRounding.NEAREST;
    return new StrikeSettings(
        new FitSettings(kind, plain, gaussNewtonSteps == null ? more : gaussNewtonSteps), round);
  }

  private static <E extends Enum<E>> E constant(String option, String text, Class<E> type) {
    E[] known = type.getEnumConstants();
    return Arrays.stream(known)
        .filter(each -> spelled(each).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    option
                        + " "
                        + text
                        + " is unknown; known are "
                        + Arrays.stream(known)
                            .map(EncoderOptions::spelled)
                            .collect(Collectors.joining(", "))));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
