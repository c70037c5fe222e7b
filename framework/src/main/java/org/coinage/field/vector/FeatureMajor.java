package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.WeightSelection;
import org.coinage.kernel.FeatureMajorKernels;
import org.coinage.kernel.PanelKernels;
import org.coinage.kernel.SparseRows;

/**
 * Panels {@code [feature][point]}: vector lanes are points, so that a weight that is zero costs
 * nothing in any of the three products of a layer.
 */
record FeatureMajor(PanelKernels dense, FeatureMajorKernels kernels) implements PanelOrder {

  FeatureMajor(PanelKernels kernels) {
    this(kernels, kernels.featureMajor());
  }

  @Override
  public int rows(int points, int width) {
    return kernels.points();
  }

  @Override
  public int stored(int features) {
    return features;
  }

  @Override
  public int pointStep(int stored) {
    return 1;
  }

  @Override
  public int featureStep(int rows) {
    return rows;
  }

  @Override
  public float[] sums(int features) {
    return new float[ALIGNMENT + features * kernels.lanes()];
  }

  @Override
  public double total(float[] sums, int feature) {
    double total = 0;
    for (int lane = 0; lane < kernels.lanes(); lane++) {
      total += sums[ALIGNMENT + feature * kernels.lanes() + lane];
    }
    return total;
  }

  @Override
  public LayerProduct product(
      double[] weights, double factor, int in, int out, boolean transposed) {
    return new Product(
        kernels,
        transposed
            ? SparseRows.of(weights, factor, in, out, true)
            : SparseRows.of(weights, factor, out, in, false));
  }

  private record Product(FeatureMajorKernels kernels, SparseRows weights) implements LayerProduct {

    @Override
    public void apply(int rows, float[] memory, int in, float[] start, int out) {
      kernels.product(weights, memory, in, start, out);
    }

    @Override
    public void add(int rows, float[] memory, int in, int out) {
      kernels.addProduct(weights, memory, in, out);
    }
  }

  @Override
  public LayerGradient gradient(double[] weights, int in, int out, WeightSelection selection) {
    if (selection == WeightSelection.ALL) {
      PointMajor order = new PointMajor(dense);
      int floats = kernels.points() * (order.stored(in) + order.stored(out));
      return new DenseGradient(
          kernels.points(),
          in,
          out,
          order.stored(in),
          order.stored(out),
          order.gradient(weights, in, out, selection),
          new float[floats]);
    }
    SparseRows pattern = SparseRows.of(weights, 1, out, in, false);
    return new Gradient(this, pattern, new float[ALIGNMENT + pattern.entries() * kernels.lanes()]);
  }

  /** The gradient of all weights, by the dense kernels on turned panels. */
  private record DenseGradient(
      int points, int in, int out, int inStored, int outStored, LayerGradient all, float[] turned)
      implements LayerGradient {

    @Override
    public void clear() {
      all.clear();
    }

    @Override
    public void add(int rows, float[] memory, int cotangent, int input) {
      int inputs = points * outStored;
      turn(memory, cotangent, out, 0, outStored);
      turn(memory, input, in, inputs, inStored);
      all.add(rows, turned, 0, inputs);
    }

    private void turn(float[] memory, int from, int features, int to, int stored) {
      for (int f = 0; f < features; f++) {
        for (int p = 0; p < points; p++) {
          turned[to + p * stored + f] = memory[from + f * points + p];
        }
      }
    }

    @Override
    public void addTo(double factor, double[] weights) {
      all.addTo(factor, weights);
    }
  }

  private record Gradient(FeatureMajor order, SparseRows pattern, float[] sums)
      implements LayerGradient {

    @Override
    public void clear() {
      Arrays.fill(sums, 0);
    }

    @Override
    public void add(int rows, float[] memory, int cotangent, int input) {
      order.kernels.outerProducts(pattern, memory, cotangent, input, sums, ALIGNMENT);
    }

    @Override
    public void addTo(double factor, double[] weights) {
      for (int o = 0; o < pattern.rows(); o++) {
        for (int k = pattern.starts()[o]; k < pattern.starts()[o + 1]; k++) {
          weights[o * pattern.columns() + pattern.column()[k]] += factor * order.total(sums, k);
        }
      }
    }
  }

  @Override
  public void fill(int rows, int stored, float[] m, float[] row, int out) {
    for (int f = 0; f < stored; f++) {
      Arrays.fill(m, out + f * rows, out + (f + 1) * rows, row[f]);
    }
  }

  @Override
  public void scaleAndShift(
      int rows, int stored, float[] m, int t, float[] gain, float[] offset, int out) {
    kernels.scaleAndShift(stored, m, t, gain, offset, out);
  }

  @Override
  public void addScaled(int rows, int stored, float[] m, int a, float[] gain, int out) {
    kernels.addScaled(stored, m, a, gain, out);
  }

  @Override
  public void backward(int rows, int stored, float[] m, int slope, int g, int d, float[] sums) {
    kernels.backward(stored, m, slope, g, d, sums, ALIGNMENT);
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
    kernels.backwardDot(stored, m, sine, slope, g, uDot, gDot, d, dDot, sums, ALIGNMENT);
  }

  @Override
  public void columnProducts(int rows, int stored, float[] m, int a, int b, float[] sums) {
    kernels.pointProducts(stored, m, a, b, sums, ALIGNMENT);
  }
}
