package org.coinage.modulation;

/**
 * Which modulation space to use, and its sizes. A size that a kind does not have is ignored by it.
 *
 * @param kind name in {@link ModulationSpaces}
 * @param latentDim length of the latent code
 * @param hiddenWidth units per hidden layer of a map that is a network
 * @param mapLayers linear layers of a map that is a network
 */
public record ModulationSettings(String kind, int latentDim, int hiddenWidth, int mapLayers) {

  /** Validates the sizes; whether the kind is known is for {@link ModulationSpaces} to say. */
  public ModulationSettings {
    if (kind == null || kind.isBlank()) {
      throw new IllegalArgumentException("kind = '" + kind + "' must name a modulation space");
    }
    require("latentDim", latentDim, 1 << 16);
    require("hiddenWidth", hiddenWidth, 1 << 16);
    require("mapLayers", mapLayers, 64);
  }

  /** Settings with a linear map or none; the sizes of a network take COIN++'s values. */
  public static ModulationSettings of(String kind, int latentDim) {
    return new ModulationSettings(kind, latentDim, 512, 3);
  }

  private static void require(String key, int value, int high) {
    if (value < 1 || value > high) {
      throw new IllegalArgumentException(key + " = " + value + " must be in [1, " + high + "]");
    }
  }
}
