package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.WeightSelection;
import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;

/**
 * Panels {@code [point][feature]}: vector lanes are features, none of the three products of a dense
 * layer needs a transposition.
 */
record PointMajor(PanelKernels kernels) implements PanelOrder {

  private static final int PANEL = 64;

  /**
   * Where the weights of all layers do not stay in cache, panels twice as high go over them half as
   * often.
   */
  private static final int HIGH_PANEL = 128;

  private static final int HIGH_WIDTH = 512;

  @Override
  public int rows(int points, int width) {
    int needed = (points + PanelKernels.ROWS - 1) / PanelKernels.ROWS * PanelKernels.ROWS;
    return Math.min(width < HIGH_WIDTH ? PANEL : HIGH_PANEL, needed);
  }

  @Override
  public int stored(int features) {
    return PackedMatrix.stride(kernels, features);
  }

  @Override
  public int pointStep(int stored) {
    return stored;
  }

  @Override
  public int featureStep(int rows) {
    return 1;
  }

  @Override
  public float[] sums(int features) {
    return new float[ALIGNMENT + stored(features)];
  }

  @Override
  public double total(float[] sums, int feature) {
    return sums[ALIGNMENT + feature];
  }

  @Override
  public LayerProduct product(
      double[] weights, double factor, int in, int out, boolean transposed) {
    PackedMatrix order =
        transposed ? PackedMatrix.of(kernels, out, in) : PackedMatrix.of(kernels, in, out);
    float[] packed = new float[ALIGNMENT + order.size()];
    order.pack(weights, factor, !transposed, packed, ALIGNMENT);
    return new Product(kernels, order, packed, stored(order.depth()), stored(order.columns()));
  }

  private record Product(
      PanelKernels kernels, PackedMatrix order, float[] packed, int inStride, int outStride)
      implements LayerProduct {

    @Override
    public void apply(int rows, float[] memory, int in, float[] start, int out) {
      product(rows, memory, in, start, 0, 0, out);
    }

    @Override
    public void add(int rows, float[] memory, int in, int out) {
      product(rows, memory, in, memory, out, outStride, out);
    }

    private void product(
        int rows, float[] memory, int in, float[] start, int startAt, int startStride, int out) {
      kernels.product(
          rows,
          order.depth(),
          order.padded(),
          memory,
          in,
          inStride,
          packed,
          ALIGNMENT,
          start,
          startAt,
          startStride,
          memory,
          out,
          outStride);
    }
  }

  /** The sum of the first layer, of few inputs, is kept as {@code [in][out]}. */
  @Override
  public LayerGradient gradient(double[] weights, int in, int out, WeightSelection selection) {
    LayerGradient all = gradient(in, out);
    return selection == WeightSelection.ALL ? all : new MaskedGradient(all, weights);
  }

  private LayerGradient gradient(int in, int out) {
    boolean narrow = in < out;
    PackedMatrix order =
        narrow
            ? PackedMatrix.of(kernels, quads(in), out)
            : PackedMatrix.of(kernels, quads(out), in);
    return new Gradient(
        kernels,
        order,
        new float[ALIGNMENT + order.size()],
        narrow ? in : out,
        narrow,
        stored(in),
        stored(out));
  }

  private static int quads(int features) {
    return (features + 3) / 4 * 4;
  }

  private record Gradient(
      PanelKernels kernels,
      PackedMatrix order,
      float[] sum,
      int matrixRows,
      boolean narrow,
      int inStride,
      int outStride)
      implements LayerGradient {

    @Override
    public void clear() {
      Arrays.fill(sum, 0);
    }

    @Override
    public void add(int rows, float[] memory, int cotangent, int input) {
      kernels.outerProducts(
          rows,
          order.depth(),
          order.padded(),
          memory,
          narrow ? input : cotangent,
          narrow ? inStride : outStride,
          memory,
          narrow ? cotangent : input,
          narrow ? outStride : inStride,
          sum,
          ALIGNMENT);
    }

    @Override
    public void addTo(double factor, double[] weights) {
      order.addTo(sum, ALIGNMENT, factor, narrow, matrixRows, weights);
    }
  }

  @Override
  public void fill(int rows, int stored, float[] m, float[] row, int out) {
    for (int p = 0; p < rows; p++) {
      System.arraycopy(row, 0, m, out + p * stored, stored);
    }
  }

  @Override
  public void scaleAndShift(
      int rows, int stored, float[] m, int t, float[] gain, float[] offset, int out) {
    kernels.scaleAndShift(rows, stored, m, t, gain, 0, offset, 0, m, out);
  }

  @Override
  public void addScaled(int rows, int stored, float[] m, int a, float[] gain, int out) {
    kernels.addScaled(rows, stored, m, a, gain, 0, out);
  }

  @Override
  public void backward(int rows, int stored, float[] m, int slope, int g, int d, float[] sums) {
    kernels.backward(rows, stored, m, slope, g, d, sums, ALIGNMENT);
  }

  @Override
  public void backwardDot(
      int rows,
      int stored,
      float[] m,
      int sine,
      int slope,
      int g,
      int uDot,
      int gDot,
      int d,
      int dDot,
      float[] sums) {
    kernels.backwardDot(rows, stored, m, sine, slope, g, uDot, gDot, d, dDot, sums, ALIGNMENT);
  }

  @Override
  public void columnProducts(int rows, int stored, float[] m, int a, int b, float[] sums) {
    kernels.columnProducts(rows, stored, m, a, b, sums, ALIGNMENT);
  }
}
