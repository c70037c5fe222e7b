package org.coinage.meta;

import java.util.Comparator;
import java.util.Map;

/**
 * Learning rate per tensor: a base rate, and other rates for tensors whose name starts with a
 * prefix ({@code quantizer.}, {@code inner.}).
 *
 * @param base rate of tensors that no prefix matches
 * @param byPrefix rates of the others
 */
public record LearningRates(double base, Map<String, Double> byPrefix) {

  /** Validates the rates. */
  public LearningRates {
    byPrefix = Map.copyOf(byPrefix);
    require("base", base);
    byPrefix.forEach(LearningRates::require);
  }

  private static void require(String key, double rate) {
    if (!(rate >= 0 && rate <= 10)) {
      throw new IllegalArgumentException(key + " = " + rate + " must be in [0, 10]");
    }
  }

  /** One rate for everything. */
  public static LearningRates of(double base) {
    return new LearningRates(base, Map.of());
  }

  /** The rate of a tensor: that of the longest prefix of its name, or the base. */
  public double of(String tensor) {
    return byPrefix.entrySet().stream()
        .filter(entry -> tensor.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(base);
  }
}
