package org.coinage.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** How names of Java are spelled in configuration files. */
final class Spelling {

  private static final Pattern HUMP =
      Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  private Spelling() {}

  /** {@code innerSteps} is the key {@code inner_steps}. */
  static String key(String camel) {
    return HUMP.matcher(camel).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /** {@code LatentShift} is the kind {@code latent-shift}. */
  static String kind(Class<?> type) {
    return key(type.getSimpleName()).replace('_', '-');
  }

  /** {@code LATENT_SHIFT} is the choice {@code latent-shift}. */
  static String choice(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
