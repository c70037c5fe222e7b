package org.coinage.modulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.coinage.field.FieldPart;
import org.coinage.field.SirenArchitecture;

/**
 * The modulation spaces by name: those of this package, and those of {@link
 * ModulationSpaceProvider}s on the class path. Stateless.
 */
public final class ModulationSpaces {

  private static final Set<FieldPart> SHIFT = Set.of(FieldPart.SHIFTS);
  private static final Set<FieldPart> SCALE = Set.of(FieldPart.SCALES);
  private static final Set<FieldPart> BOTH = Set.of(FieldPart.SCALES, FieldPart.SHIFTS);

  private static final Map<
          String, BiFunction<SirenArchitecture, ModulationSettings, ModulationSpace>>
      OWN =
          Map.ofEntries(
              Map.entry("latent-shift", (a, s) -> LatentModulation.of(a, SHIFT, s.latentDim())),
              Map.entry("latent-scale", (a, s) -> LatentModulation.of(a, SCALE, s.latentDim())),
              Map.entry(
                  "latent-shift-scale", (a, s) -> LatentModulation.of(a, BOTH, s.latentDim())),
              Map.entry("latent-mlp", (a, s) -> mlp(a, s, SHIFT)),
              Map.entry("latent-mlp-scale", (a, s) -> mlp(a, s, SCALE)),
              Map.entry("latent-mlp-shift-scale", (a, s) -> mlp(a, s, BOTH)),
              Map.entry("direct-shift", (a, s) -> DirectModulation.of(a, SHIFT)),
              Map.entry("direct-shift-scale", (a, s) -> DirectModulation.of(a, BOTH)),
              Map.entry("full-weights", (a, s) -> new FullWeights(a)),
              Map.entry("surviving-weights", (a, s) -> new SurvivingWeights(a)));

  private ModulationSpaces() {}

  /** The known names, in alphabetical order. */
  public static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(OWN.keySet());
    kinds.addAll(provided().keySet());
    return kinds;
  }

  /**
   * The space of the given settings. A name of this package cannot be taken over by a provider.
   *
   * @throws IllegalArgumentException if the name is unknown, with the nearest and all known names
   */
  public static ModulationSpace create(
      SirenArchitecture architecture, ModulationSettings settings) {
    var own = OWN.get(settings.kind());
    if (own != null) {
      return own.apply(architecture, settings);
    }
    ModulationSpaceProvider provider = provided().get(settings.kind());
    if (provider != null) {
      return provider.create(architecture, settings);
    }
    Set<String> kinds = kinds();
    String nearest =
        kinds.stream()
            .min(Comparator.comparingInt(kind -> editDistance(kind, settings.kind())))
            .orElseThrow();
    throw new IllegalArgumentException(
        "there is no modulation space '"
            + settings.kind()
            + "'; did you mean '"
            + nearest
            + "'? Known: "
            + String.join(", ", kinds));
  }

  private static ModulationSpace mlp(
      SirenArchitecture architecture, ModulationSettings settings, Set<FieldPart> parts) {
    return LatentMlpModulation.of(
        architecture, parts, settings.latentDim(), settings.hiddenWidth(), settings.mapLayers());
  }

  private static Map<String, ModulationSpaceProvider> provided() {
    Map<String, ModulationSpaceProvider> providers = new TreeMap<>();
    for (ModulationSpaceProvider provider : ServiceLoader.load(ModulationSpaceProvider.class)) {
      providers.put(provider.kind(), provider);
    }
    return providers;
  }

  /** Levenshtein distance. */
  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
