package org.coinage.field.vector;

import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;

/**
 * Weights of a field as the panel kernels read them, in both orientations, those of sine layers
 * times {@code w / pi}: their sums are then arguments in half turns. Immutable.
 */
final class PackedWeights {

  private final float[][] forward;
  private final float[][] backward;

  PackedWeights(
      PanelKernels kernels, SirenArchitecture architecture, double[][] weights, boolean scaled) {
    int layers = architecture.layers();
    forward = new float[layers][];
    backward = new float[layers][];
    for (int l = 0; l < layers; l++) {
      int in = architecture.fanIn(l);
      int out = architecture.fanOut(l);
      double factor = scaled ? 1 : factor(architecture, l);
      PackedMatrix across = PackedMatrix.of(kernels, in, out);
      forward[l] = new float[across.size()];
      PackedMatrix back = PackedMatrix.of(kernels, out, in);
      backward[l] = l == 0 ? null : new float[back.size()];
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          float packed = (float) (factor * weights[l][o * in + i]);
          forward[l][across.at(i, o)] = packed;
          if (l > 0) {
            backward[l][back.at(o, i)] = packed;
          }
        }
      }
    }
  }

  /** {@code w / pi} of a sine layer, 1 of the output layer. */
  static double factor(SirenArchitecture architecture, int l) {
    return l < architecture.sineLayers() ? architecture.frequency(l) / Math.PI : 1;
  }

  /** {@code [in][out]} of layer l. */
  float[] forward(int l) {
    return forward[l];
  }

  /** {@code [out][in]} of layer l > 0. */
  float[] backward(int l) {
    return backward[l];
  }
}
