package org.coinage.training;

/**
 * The parts of a network that are made sparse. First and last layer have few weights that are worth
 * much, so they are left dense by default.
 *
 * @param first weights of the first layer
 * @param hidden weights of the layers between
 * @param last weights of the output layer
 * @param modulation the map from codes to modulations
 */
public record SparsifiedParts(boolean first, boolean hidden, boolean last, boolean modulation) {

  /** Hidden layers and modulation map. */
  public static final SparsifiedParts STANDARD = new SparsifiedParts(false, true, false, true);

  /** Requires one of them. */
  public SparsifiedParts {
    if (!(first || hidden || last || modulation)) {
      throw new IllegalArgumentException(
          "nothing is to be made sparse: one of first, hidden, last, modulation must be true");
    }
  }

  /** Whether the weights of a layer, of so many, are among them. */
  public boolean layer(int layer, int layers) {
    return layer == 0 ? first : layer == layers - 1 ? last : hidden;
  }
}
