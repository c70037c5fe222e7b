package org.coinage.kernel;

import java.util.Arrays;

/**
 * A block of points by the feature-major kernels, for weights most of which are zero. The bits of
 * {@link PointBlock}. Not thread-safe.
 */
final class FeaturePanel implements LayerBlock {

  private static final int BEGIN = PanelKernels.ALIGNMENT;

  private final PanelKernels kernels;
  private final FeatureMajorKernels sparse;
  private final SparseRows[] weights;
  private final int inputDim;
  private final int width;
  private final int channels;
  private final int size;
  private final int argument;
  private final float[] memory;
  private int from;
  private int count;

  /**
   * An empty block.
   *
   * @param weights per layer, {@code [out, in]}
   */
  FeaturePanel(PanelKernels kernels, SparseRows[] weights, int inputDim, int width, int channels) {
    this.kernels = kernels;
    this.sparse = kernels.featureMajor();
    this.weights = weights;
    this.inputDim = inputDim;
    this.width = width;
    this.channels = channels;
    this.size = sparse.points();
    int widest = size * Math.max(inputDim, Math.max(width, channels));
    this.argument = BEGIN + widest;
    this.memory = new float[BEGIN + 2 * widest];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public float[] row(float[] values) {
    return values;
  }

  @Override
  public void begin(float[] coordinates, int firstPoint, int points) {
    from = firstPoint;
    count = points;
    Arrays.fill(memory, BEGIN, BEGIN + size * inputDim, 0);
    for (int p = 0; p < points; p++) {
      for (int j = 0; j < inputDim; j++) {
        float value = coordinates[(firstPoint + p) * inputDim + j];
        if (!Float.isFinite(value)) {
          throw ArgumentRangeException.coordinate(j, firstPoint + p, value);
        }
        memory[BEGIN + j * size + p] = value;
      }
    }
  }

  @Override
  public void sineLayer(int layer, float[] start, float[] gains, float[] offsets) {
    sparse.product(weights[layer], memory, BEGIN, start, argument);
    if (gains != null) {
      sparse.scaleAndShift(width, memory, argument, gains, offsets, argument);
    }
    float largest = kernels.sines(size * width, memory, argument, memory, BEGIN);
    if (!(largest <= Sincos.LIMIT)) {
      requireInRange(layer);
    }
  }

  /** Points that pad the panel may be out of range: they are no one's. */
  private void requireInRange(int layer) {
    for (int unit = 0; unit < width; unit++) {
      for (int p = 0; p < count; p++) {
        float u = memory[argument + unit * size + p];
        if (!Sincos.inRange(u)) {
          throw ArgumentRangeException.argument(layer, unit, from + p, u);
        }
      }
    }
  }

  @Override
  public void output(float[] start, float[] out) {
    sparse.product(weights[weights.length - 1], memory, BEGIN, start, argument);
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < count; p++) {
        float value = memory[argument + c * size + p] + 0.0f;
        if (!Float.isFinite(value)) {
          throw ArgumentRangeException.output(c, from + p, value);
        }
        out[(from + p) * channels + c] = value;
      }
    }
  }
}
