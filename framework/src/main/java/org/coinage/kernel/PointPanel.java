package org.coinage.kernel;

import java.util.Arrays;

/**
 * A block of points by the panel kernels: points outside, features inside. The bits of {@link
 * PointBlock}, faster once the compiler has seen the kernels. Not thread-safe.
 */
final class PointPanel implements LayerBlock {

  private final PanelKernels kernels;
  private final int inputDim;
  private final int width;
  private final int channels;
  private final int padded;
  private final int paddedOut;
  private final float[] argument;
  private float[] hidden;
  private int from;
  private int count;

  PointPanel(PanelKernels kernels, int inputDim, int width, int channels) {
    this.kernels = kernels;
    this.inputDim = inputDim;
    this.width = width;
    this.channels = channels;
    this.padded = PackedMatrix.padded(kernels, width);
    this.paddedOut = PackedMatrix.padded(kernels, channels);
    int widest = Math.max(inputDim, Math.max(padded, paddedOut));
    this.argument = new float[SIZE * widest];
    this.hidden = new float[SIZE * widest];
  }

  /** Weights {@code [out, in]} in the order of the kernels. */
  static float[] pack(PanelKernels kernels, float[] weights, int in, int out) {
    PackedMatrix order = PackedMatrix.of(kernels, in, out);
    float[] packed = new float[order.size()];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        packed[order.at(i, o)] = weights[o * in + i];
      }
    }
    return packed;
  }

  @Override
  public void begin(float[] coordinates, int firstPoint, int points) {
    from = firstPoint;
    count = points;
    Arrays.fill(hidden, 0, SIZE * inputDim, 0);
    System.arraycopy(coordinates, firstPoint * inputDim, hidden, 0, points * inputDim);
    for (int i = 0; i < points * inputDim; i++) {
      if (!Float.isFinite(hidden[i])) {
        throw ArgumentRangeException.coordinate(i % inputDim, firstPoint + i / inputDim, hidden[i]);
      }
    }
  }

  @Override
  public void sineLayer(int layer, float[] weights, float[] start, float[] gains, float[] offsets) {
    int in = layer == 0 ? inputDim : width;
    int stride = layer == 0 ? inputDim : padded;
    product(in, stride, padded, weights, start);
    if (gains != null) {
      kernels.scaleAndShift(
          SIZE,
          padded,
          argument,
          0,
          Arrays.copyOf(gains, padded),
          0,
          Arrays.copyOf(offsets, padded),
          0,
          argument,
          0);
    }
    float largest = kernels.sines(SIZE * padded, argument, 0, hidden, 0);
    if (!(largest <= Sincos.LIMIT)) {
      requireInRange(layer);
    }
  }

  /** Points that pad the panel may be out of range: they are no one's. */
  private void requireInRange(int layer) {
    for (int unit = 0; unit < width; unit++) {
      for (int p = 0; p < count; p++) {
        float u = argument[p * padded + unit];
        if (!Sincos.inRange(u)) {
          throw ArgumentRangeException.argument(layer, unit, from + p, u);
        }
      }
    }
  }

  @Override
  public void output(float[] weights, float[] start, float[] out) {
    product(width, padded, paddedOut, weights, start);
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < count; p++) {
        float value = argument[p * paddedOut + c] + 0.0f;
        if (!Float.isFinite(value)) {
          throw ArgumentRangeException.output(c, from + p, value);
        }
        out[(from + p) * channels + c] = value;
      }
    }
  }

  private void product(int depth, int stride, int columns, float[] weights, float[] start) {
    kernels.product(
        SIZE,
        depth,
        columns,
        hidden,
        0,
        stride,
        weights,
        0,
        Arrays.copyOf(start, columns),
        0,
        0,
        argument,
        0,
        columns);
  }
}
