package org.coinage.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The engines on the class path. Nothing outside this package's sub-packages names an engine's
 * class.
 */
public final class FieldEngines {

  private FieldEngines() {}

  /** All providers, best first. */
  public static List<FieldEngineProvider> providers() {
    return ServiceLoader.load(FieldEngineProvider.class, FieldEngines.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(FieldEngineProvider::priority).reversed())
        .toList();
  }

  /** The best engine that runs on this machine. */
  public static FieldEngine best(Precision precision) {
    return providers().stream()
        .filter(provider -> provider.computesIn(precision) && provider.unavailable().isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no field engine runs here: "
                        + providers().stream()
                            .map(p -> p.name() + " (" + p.unavailable().orElse("") + ")")
                            .collect(Collectors.joining(", "))))
        .create(precision);
  }

  /**
   * The engine of the given name; {@code auto} is the best one.
   *
   * @throws IllegalArgumentException naming the known engines, or saying why it does not run here
   */
  public static FieldEngine named(String name, Precision precision) {
    return name.equals("auto") ? best(precision) : provider(name).create(precision);
  }

  /**
   * Checks that {@link #named} would find an engine, without making it.
   *
   * @throws IllegalArgumentException as {@link #named}
   */
  public static void require(String name) {
    if (!name.equals("auto")) {
      provider(name);
    }
  }

  /**
   * Why engines better than the one {@link #named} gives do not run here, a line each; none where
   * an engine is asked for by its name.
   */
  public static List<String> passedOver(String name, Precision precision) {
    List<String> reasons = new ArrayList<>();
    for (FieldEngineProvider provider : providers()) {
      if (!name.equals("auto")) {
        break;
      }
      if (provider.computesIn(precision)) {
        if (provider.unavailable().isEmpty()) {
          break;
        }
        reasons.add(
            "the faster engine "
                + provider.name()
                + " is not used: "
                + provider.unavailable().get());
      }
    }
    return reasons;
  }

  private static FieldEngineProvider provider(String name) {
    List<String> names = new ArrayList<>(List.of("auto"));
    for (FieldEngineProvider provider : providers()) {
      if (provider.name().equals(name)) {
        provider
            .unavailable()
            .ifPresent(
                reason -> {
                  throw new IllegalArgumentException(
                      "engine = " + name + " does not run here: " + reason);
                });
        return provider;
      }
      names.add(provider.name());
    }
    throw new IllegalArgumentException(
        "engine = " + name + " must be one of " + String.join(", ", names));
  }
}
