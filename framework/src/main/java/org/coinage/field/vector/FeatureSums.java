package org.coinage.field.vector;

/**
 * Gradients with one number per feature, in the kernels' units, while they are summed over the
 * points of a signal: of a layer's arguments, scales and output bias. Not thread-safe.
 */
final class FeatureSums {

  private final PanelLayout layout;
  private final float[][] shifts;
  private final float[][] scales;
  private final double[] outputBias;

  FeatureSums(PanelLayout layout) {
    this.layout = layout;
    int sines = layout.sines();
    shifts = new float[sines][];
    scales = layout.scaled() ? new float[sines][] : null;
    for (int l = 0; l < sines; l++) {
      shifts[l] = layout.order().sums(layout.architecture().width());
      if (scales != null) {
        scales[l] = layout.order().sums(layout.architecture().width());
      }
    }
    outputBias = new double[layout.architecture().channels()];
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

  /** The gradient with respect to shifts, in the field's own units. */
  double[][] shiftGradients() {
    return gradients(shifts);
  }

  /** The gradient with respect to scales, in the field's own units. */
  double[][] scaleGradients() {
    return gradients(scales);
  }

  private double[][] gradients(float[][] sums) {
    double[][] gradients = new double[sums.length][layout.architecture().width()];
    for (int l = 0; l < sums.length; l++) {
      double factor = PackedWeights.factor(layout.architecture(), l);
      for (int i = 0; i < gradients[l].length; i++) {
        gradients[l][i] = factor * layout.order().total(sums[l], i);
      }
    }
    return gradients;
  }

  /**
   * Adds the gradient with respect to the bias of a sine layer with the given scales in half turns:
   * scale times that of its arguments.
   *
   * @param gains per feature; null without scales
   */
  void addBiasGradient(int l, float[] gains, double[] gradient) {
    double factor = PackedWeights.factor(layout.architecture(), l);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += (gains == null ? factor : gains[i]) * layout.order().total(shifts[l], i);
    }
  }
}
