package org.coinage.field.vector;

import org.coinage.field.SirenArchitecture;
import org.coinage.field.WeightSelection;

/**
 * Weights of a field as the panel kernels read them, in both directions, those of sine layers times
 * {@code w / pi}: their sums are then arguments in half turns. With scales it is these that carry
 * the factor. Immutable.
 */
final class PackedWeights {

  private final PanelOrder order;
  private final SirenArchitecture architecture;
  private final boolean scaled;
  private final double[][] source;
  private final LayerProduct[] forward;
  private final LayerProduct[] backward;

  PackedWeights(
      PanelOrder order, SirenArchitecture architecture, double[][] weights, boolean scaled) {
    this.order = order;
    this.architecture = architecture;
    this.scaled = scaled;
    this.source = weights;
    int layers = architecture.layers();
    forward = new LayerProduct[layers];
    backward = new LayerProduct[layers];
    for (int l = 0; l < layers; l++) {
      int in = architecture.fanIn(l);
      int out = architecture.fanOut(l);
      forward[l] = order.product(weights[l], unit(l), in, out, false);
      if (l > 0) {
        backward[l] = order.product(weights[l], unit(l), in, out, true);
      }
    }
  }

  /** {@code w / pi} of a sine layer, 1 of the output layer. */
  static double factor(SirenArchitecture architecture, int l) {
    return l < architecture.sineLayers() ? architecture.frequency(l) / Math.PI : 1;
  }

  /** What a layer's weights are multiplied by. */
  double unit(int l) {
    return scaled ? 1 : factor(architecture, l);
  }

  /** Whether both were packed of the same arrays in the same way. */
  boolean sameAs(PackedWeights other) {
    boolean same =
        scaled == other.scaled
            && order.equals(other.order)
            && architecture.equals(other.architecture);
    for (int l = 0; same && l < source.length; l++) {
      same = source[l] == other.source[l];
    }
    return same;
  }

  PanelOrder order() {
    return order;
  }

  boolean scaled() {
    return scaled;
  }

  /** An empty gradient with respect to the selected weights of layer l. */
  LayerGradient gradient(int l, WeightSelection selection) {
    return order.gradient(source[l], architecture.fanIn(l), architecture.fanOut(l), selection);
  }

  /** The product with layer l. */
  LayerProduct forward(int l) {
    return forward[l];
  }

  /** The product with the transpose of layer l > 0. */
  LayerProduct backward(int l) {
    return backward[l];
  }
}
