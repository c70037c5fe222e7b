package org.coinage.field;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The effective parameters psi of one signal's field, or a direction in them, or a gradient with
 * respect to them.
 *
 * <p>Every component may be {@code null}: absent scales mean 1 and absent shifts 0 in parameters,
 * an absent component of a direction is structurally zero and costs nothing, an absent component of
 * a gradient was not asked for. Immutable by contract once handed to an engine; weights shared by
 * many signals are the same arrays in each.
 *
 * @param weights per layer, {@code [out, in]} row-major
 * @param biases per layer, {@code [out]}; present exactly where weights are
 * @param scales per sine layer, {@code [width]}
 * @param shifts per sine layer, {@code [width]}
 */
public record FieldTensors(
    double[][] weights, double[][] biases, double[][] scales, double[][] shifts) {

  /** Whether weights and biases are present. */
  public boolean hasWeights() {
    return weights != null;
  }

  /** Whether scales are present. */
  public boolean hasScales() {
    return scales != null;
  }

  /** Whether shifts are present. */
  public boolean hasShifts() {
    return shifts != null;
  }

  /**
   * Checks that these are parameters of a field: weights and biases present, every tensor as long
   * as its shape asks for. Costs a few comparisons.
   *
   * @throws IllegalArgumentException naming the tensor that does not fit
   */
  public void requireParametersOf(SirenArchitecture architecture) {
    if (!hasWeights()) {
      throw new IllegalArgumentException("a field needs weights and biases, found none");
    }
    requireDirectionIn(architecture);
  }

  /**
   * Checks that every tensor present is as long as its shape asks for.
   *
   * @throws IllegalArgumentException naming the tensor that does not fit
   */
  public void requireDirectionIn(SirenArchitecture architecture) {
    if ((weights == null) != (biases == null)) {
      throw new IllegalArgumentException(
          "weights and biases go together, found " + (weights == null ? "biases" : "weights"));
    }
    requireLayers("weights", weights, architecture.layers());
    requireLayers("biases", biases, architecture.layers());
    requireLayers("scales", scales, architecture.sineLayers());
    requireLayers("shifts", shifts, architecture.sineLayers());
    for (int l = 0; l < architecture.layers(); l++) {
      int out = architecture.fanOut(l);
      requireLength("weights", l, weights, out * architecture.fanIn(l));
      requireLength("biases", l, biases, out);
      if (l < architecture.sineLayers()) {
        requireLength("scales", l, scales, out);
        requireLength("shifts", l, shifts, out);
      }
    }
  }

  /** The same without weights and biases. */
  public FieldTensors withoutWeights() {
    return new FieldTensors(null, null, scales, shifts);
  }

  /** The scales of all layers, then the shifts of all layers, as far as they are present. */
  public double[] modulations() {
    return Stream.of(scales, shifts)
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** The same with scales written out as 1 where they are absent. */
  public FieldTensors withScales(SirenArchitecture architecture) {
    if (hasScales()) {
      return this;
    }
    double[][] ones = new double[architecture.sineLayers()][architecture.width()];
    for (double[] layer : ones) {
      Arrays.fill(layer, 1);
    }
    return new FieldTensors(weights, biases, ones, shifts);
  }

  private static void requireLayers(String what, double[][] tensors, int layers) {
    if (tensors != null && tensors.length != layers) {
      throw new IllegalArgumentException(
          what + " of " + tensors.length + " layers, the field has them in " + layers);
    }
  }

  private static void requireLength(String what, int layer, double[][] tensors, int length) {
    if (tensors != null && tensors[layer].length != length) {
      throw new IllegalArgumentException(
          what
              + " of layer "
              + layer
              + " have "
              + tensors[layer].length
              + " entries, their shape asks for "
              + length);
    }
  }
}
