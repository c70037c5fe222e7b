package org.coinage.kernel;

import java.util.Arrays;

/**
 * A block of points by the panel kernels: points outside, features inside. The bits of {@link
 * PointBlock}, faster once the compiler has seen the kernels. Not thread-safe.
 */
final class PointPanel implements LayerBlock {

  private static final int BEGIN = PanelKernels.ALIGNMENT;

  private final PanelKernels kernels;
  private final float[][] weights;
  private final int inputDim;
  private final int width;
  private final int channels;
  private final int stride;
  private final int outStride;
  private final float[] argument;
  private final float[] hidden;
  private int from;
  private int count;

  /**
   * An empty block.
   *
   * @param weights per layer, packed by {@link #pack}
   */
  PointPanel(PanelKernels kernels, float[][] weights, int inputDim, int width, int channels) {
    this.kernels = kernels;
    this.weights = weights;
    this.inputDim = inputDim;
    this.width = width;
    this.channels = channels;
    this.stride = PackedMatrix.stride(kernels, width);
    this.outStride = PackedMatrix.stride(kernels, channels);
    int widest = Math.max(inputDim, Math.max(stride, outStride));
    this.argument = new float[BEGIN + SIZE * widest];
    this.hidden = new float[BEGIN + SIZE * widest];
  }

  /** Weights {@code [out, in]} in the order of the kernels. */
  static float[] pack(PanelKernels kernels, float[] weights, int in, int out) {
    PackedMatrix order = PackedMatrix.of(kernels, in, out);
    float[] packed = new float[BEGIN + order.size()];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        packed[BEGIN + order.at(i, o)] = weights[o * in + i];
      }
    }
    return packed;
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public float[] row(float[] values) {
    return Arrays.copyOf(values, PackedMatrix.stride(kernels, values.length));
  }

  @Override
  public void begin(float[] coordinates, int firstPoint, int points) {
    from = firstPoint;
    count = points;
    Arrays.fill(hidden, BEGIN, BEGIN + SIZE * inputDim, 0);
    System.arraycopy(coordinates, firstPoint * inputDim, hidden, BEGIN, points * inputDim);
    for (int i = 0; i < points * inputDim; i++) {
      float value = hidden[BEGIN + i];
      if (!Float.isFinite(value)) {
        throw ArgumentRangeException.coordinate(i % inputDim, firstPoint + i / inputDim, value);
      }
    }
  }

  @Override
  public void sineLayer(int layer, float[] start, float[] gains, float[] offsets) {
    int in = layer == 0 ? inputDim : width;
    product(layer, in, layer == 0 ? inputDim : stride, width, stride, start);
    if (gains != null) {
      kernels.scaleAndShift(SIZE, stride, argument, BEGIN, gains, 0, offsets, 0, argument, BEGIN);
    }
    float largest = kernels.sines(SIZE * stride, argument, BEGIN, hidden, BEGIN);
    if (!(largest <= Sincos.LIMIT)) {
      requireInRange(layer);
    }
  }

  /** Points that pad the panel may be out of range: they are no one's. */
  private void requireInRange(int layer) {
    for (int unit = 0; unit < width; unit++) {
      for (int p = 0; p < count; p++) {
        float u = argument[BEGIN + p * stride + unit];
        if (!Sincos.inRange(u)) {
          throw ArgumentRangeException.argument(layer, unit, from + p, u);
        }
      }
    }
  }

  @Override
  public void output(float[] start, float[] out) {
    product(weights.length - 1, width, stride, channels, outStride, start);
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        float value = argument[BEGIN + p * outStride + c] + 0.0f;
        if (!Float.isFinite(value)) {
          throw ArgumentRangeException.output(c, from + p, value);
        }
        out[(from + p) * channels + c] = value;
      }
    }
  }

  private void product(
      int layer, int depth, int inStride, int features, int productStride, float[] start) {
    kernels.product(
        SIZE,
        depth,
        PackedMatrix.padded(kernels, features),
        hidden,
        BEGIN,
        inStride,
        weights[layer],
        BEGIN,
        start,
        0,
        0,
        argument,
        BEGIN,
        productStride);
  }
}
