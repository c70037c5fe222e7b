package org.coinage.field.vector;

import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;

/**
 * What is one number per feature of a layer, padded with zeros, as the kernels take it: where sums
 * start, scales, and shifts in half turns.
 *
 * @param starts per layer, the output layer included
 * @param gains per sine layer; null without scales
 * @param offsets per sine layer; null without scales: the starts hold the shifts then
 */
record Rows(float[][] starts, float[][] gains, float[][] offsets) {

  /**
   * Rows of effective parameters, or of a direction in them, whose absent parts are zero.
   *
   * @param outputShift added to the output
   */
  static Rows of(PanelLayout layout, FieldTensors tensors, double outputShift) {
    SirenArchitecture architecture = layout.architecture();
    int sines = layout.sines();
    float[][] starts = new float[sines + 1][];
    float[][] gains = layout.scaled() && tensors.hasScales() ? new float[sines][] : null;
    float[][] offsets = layout.scaled() ? new float[sines][] : null;
    for (int l = 0; l <= sines; l++) {
      double factor = PackedWeights.factor(architecture, l);
      double[] bias = tensors.biases() == null ? null : tensors.biases()[l];
      double[] shift = l == sines || !tensors.hasShifts() ? null : tensors.shifts()[l];
      int padded = l == sines ? layout.outputs() : layout.stored();
      if (l == sines) {
        starts[l] = row(padded, 1, bias, architecture.channels(), outputShift);
      } else if (layout.scaled()) {
        starts[l] = row(padded, 1, bias, architecture.width(), 0);
        offsets[l] = row(padded, factor, shift, architecture.width(), 0);
        if (gains != null) {
          gains[l] = row(padded, factor, tensors.scales()[l], architecture.width(), 0);
        }
      } else {
        starts[l] = row(padded, factor, sum(bias, shift), architecture.width(), 0);
      }
    }
    return new Rows(starts, gains, offsets);
  }

  private static double[] sum(double[] a, double[] b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static float[] row(int padded, double factor, double[] values, int count, double more) {
    float[] row = new float[padded];
    for (int i = 0; i < count; i++) {
      row[i] = (float) (factor * (values == null ? 0 : values[i]) + more);
    }
    return row;
  }
}
