package org.coinage.sparsity;

import java.util.Objects;

/**
 * What a sparsity method knows of a tensor besides its numbers. Matrices are row-major, {@code
 * [fanOut, fanIn]}: row i has the weights into unit i, column j those that unit j of the layer
 * before (or entry j of a code) goes out by.
 *
 * @param name unique within a network
 * @param fanOut rows; the length of a vector
 * @param fanIn columns; 1 for a vector
 * @param role what it does in the network
 * @param layer index of its layer among those of its role, from 0
 * @param sparsifiable whether methods may set entries of it to zero
 */
public record NamedTensor(
    String name, int fanOut, int fanIn, Role role, int layer, boolean sparsifiable) {

  /** What a tensor does in a network. */
  public enum Role {
    /** Weights of a layer. */
    WEIGHT,
    /** Biases of a layer. */
    BIAS,
    /** Weights of the map from codes to modulations. */
    MODULATION,
    /** Anything else, e.g. learned step sizes. */
    OTHER
  }

  /** Validates the shape. */
  public NamedTensor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    if (fanOut < 1 || fanIn < 1) {
      throw new IllegalArgumentException(
          "tensor '%s': fanOut = %d and fanIn = %d must be at least 1"
              .formatted(name, fanOut, fanIn));
    }
    if (layer < 0) {
      throw new IllegalArgumentException(
          "tensor '%s': layer = %d must be at least 0".formatted(name, layer));
    }
  }

  /** Number of entries. */
  public int size() {
    return Math.multiplyExact(fanOut, fanIn);
  }
}
