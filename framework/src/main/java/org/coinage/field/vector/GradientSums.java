package org.coinage.field.vector;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PackedMatrix;

/**
 * A gradient while it is summed over panels, in the kernels' units and order. Weights of the first
 * layer are summed as {@code [in][out]}, of the others as {@code [out][in]}.
 */
final class GradientSums {

  private final PanelLayout layout;
  private final float[][] weights;
  private final float[][] shifts;
  private final float[][] scales;
  private final double[] outputBias;

  GradientSums(PanelLayout layout, boolean withWeights) {
    this.layout = layout;
    int sines = layout.sines();
    weights = withWeights ? new float[sines + 1][] : null;
    for (int l = 0; withWeights && l <= sines; l++) {
      weights[l] = new float[order(l).size()];
    }
    shifts = new float[sines][layout.width()];
    scales = layout.scaled() ? new float[sines][layout.width()] : null;
    outputBias = new double[layout.architecture().channels()];
  }

  private PackedMatrix order(int l) {
    int depth = l == 0 ? layout.inputs() : l == layout.sines() ? outputRows() : layout.width();
    return PackedMatrix.of(layout.kernels(), depth, layout.width());
  }

  /** Rows of the output layer's weights, a multiple of 4. */
  int outputRows() {
    return (layout.architecture().channels() + 3) / 4 * 4;
  }

  boolean hasWeights() {
    return weights != null;
  }

  float[] weights(int l) {
    return weights[l];
  }

  /** Sums of the gradient with respect to arguments. */
  float[] shifts(int l) {
    return shifts[l];
  }

  float[] scales(int l) {
    return scales[l];
  }

  double[] outputBias() {
    return outputBias;
  }

  /**
   * The gradient in the field's own units.
   *
   * @param biases sums over points of the gradient with respect to a layer's sums, per sine layer;
   *     null where they are those of the arguments
   */
  FieldTensors toTensors(Set<FieldPart> wanted, double[][] biases) {
    SirenArchitecture architecture = layout.architecture();
    int layers = architecture.layers();
    int sines = layout.sines();
    boolean withWeights = wanted.contains(FieldPart.WEIGHTS);
    double[][] weightGradients = withWeights ? new double[layers][] : null;
    double[][] biasGradients = withWeights ? new double[layers][] : null;
    double[][] shiftGradients = wanted.contains(FieldPart.SHIFTS) ? new double[sines][] : null;
    double[][] scaleGradients = wanted.contains(FieldPart.SCALES) ? new double[sines][] : null;
    for (int l = 0; l < layers; l++) {
      double factor = PackedWeights.factor(architecture, l);
      double linear = layout.scaled() ? 1 : factor;
      if (withWeights) {
        weightGradients[l] = unpacked(l, linear);
        biasGradients[l] =
            l == sines
                ? outputBias.clone()
                : biases == null
                    ? row(shifts[l], linear)
                    : scaled(biases[l], linear, architecture.width());
      }
      if (shiftGradients != null && l < sines) {
        shiftGradients[l] = row(shifts[l], factor);
      }
      if (scaleGradients != null && l < sines) {
        scaleGradients[l] = row(scales[l], factor);
      }
    }
    return new FieldTensors(weightGradients, biasGradients, scaleGradients, shiftGradients);
  }

  private double[] unpacked(int l, double factor) {
    SirenArchitecture architecture = layout.architecture();
    int in = architecture.fanIn(l);
    int out = architecture.fanOut(l);
    PackedMatrix order = order(l);
    double[] values = new double[out * in];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        values[o * in + i] = factor * weights[l][l == 0 ? order.at(i, o) : order.at(o, i)];
      }
    }
    return values;
  }

  private double[] row(float[] sums, double factor) {
    double[] values = new double[layout.architecture().width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = factor * sums[i];
    }
    return values;
  }

  private static double[] scaled(double[] sums, double factor, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = factor * sums[i];
    }
    return values;
  }
}
