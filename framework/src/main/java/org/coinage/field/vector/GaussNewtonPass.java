package org.coinage.field.vector;

import java.util.Arrays;
import java.util.Set;
import org.coinage.field.FieldEngine.GaussNewton;
import org.coinage.field.FieldPart;
import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;
import org.coinage.kernel.SparseRows;
import org.coinage.signal.Signal;

/**
 * {@code J^T J} and {@code J^T r} over the points: one backward pass per output channel and panel
 * gives the Jacobian of that channel with respect to all scales and shifts at once (design, section
 * 5). Few directions are followed by the Jacobian itself, many by the finished sum over scales and
 * shifts, whichever takes fewer products. Not thread-safe.
 */
final class GaussNewtonPass {

  private final PanelKernels kernels;
  private final FieldPass pass;
  private final PanelLayout layout;
  private final boolean scales;
  private final boolean shifts;
  private final int width;
  private final int columns;
  private final int stride;
  private final int channels;

  /** Of all channels of a panel, {@code [channels][rows][stride]}; where it is written down. */
  private float[] jacobian;

  GaussNewtonPass(PanelKernels kernels, FieldPass pass, Set<FieldPart> wanted) {
    this.kernels = kernels;
    this.pass = pass;
    this.layout = pass.layout();
    this.width = PackedMatrix.padded(kernels, layout.architecture().width());
    this.scales = wanted.contains(FieldPart.SCALES);
    this.shifts = wanted.contains(FieldPart.SHIFTS);
    this.columns = layout.sines() * width * ((scales ? 1 : 0) + (shifts ? 1 : 0));
    this.stride = PackedMatrix.stride(kernels, columns);
    this.channels = layout.architecture().channels();
  }

  /** The model over all scales and shifts. */
  GaussNewton of(Signal signal) {
    GramMatrix gram = new GramMatrix(kernels, columns);
    double[] gradient = new double[columns];
    double error = dense(signal, gradient, () -> gram.add(rows(), jacobian, stride));
    int features = layout.architecture().width();
    int n = columns / width * features;
    double[] cropped = new double[n * n];
    double[] croppedGradient = new double[n];
    for (int i = 0; i < n; i++) {
      int row = column(i, features);
      croppedGradient[i] = gradient[row];
      for (int j = 0; j < n; j++) {
        cropped[i * n + j] = gram.at(row, column(j, features));
      }
    }
    return new GaussNewton(error, cropped, croppedGradient);
  }

  /** The model along directions, {@code [directions, scales and shifts]}. */
  GaussNewton along(Signal signal, double[]... directions) {
    if (layout.order() instanceof FeatureMajor order && SparseRows.fewIn(directions)) {
      return alongFew(signal, order, directions);
    }
    int d = directions.length;
    double[] gradient = new double[columns];
    GramMatrix gram = new GramMatrix(kernels, PackedMatrix.padded(kernels, d));
    float[] moved = new float[PackedMatrix.stride(kernels, d) * Math.max(rows(), paddedColumns())];
    double error;
    if (followsJacobian(d)) {
      DenseDirections along = packed(directions);
      error =
          dense(
              signal,
              gradient,
              () -> {
                along.product(rows(), jacobian, stride, moved);
                gram.add(rows(), moved, along.stride());
              });
    } else {
      GramMatrix all = new GramMatrix(kernels, columns);
      error = dense(signal, gradient, () -> all.add(rows(), jacobian, stride));
      DenseDirections along = packed(directions);
      along.product(paddedColumns(), all.rows(paddedColumns(), stride), stride, moved);
      gram.add(columns, along.rows(), along.stride(), moved, along.stride());
    }
    double[] slope = new double[d];
    int features = layout.architecture().width();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < directions[i].length; j++) {
        slope[i] += directions[i][j] * gradient[column(j, features)];
      }
    }
    return new GaussNewton(error, square(gram, d), slope);
  }

  /** Along directions most of whose entries are zero, as those of a sparse map are. */
  private GaussNewton alongFew(Signal signal, FeatureMajor order, double[]... directions) {
    int d = directions.length;
    SparseProjection along =
        new SparseProjection(order.kernels(), layout, scales, shifts, directions);
    GramMatrix gram = new GramMatrix(kernels, PackedMatrix.padded(kernels, d));
    int row = PackedMatrix.stride(kernels, d);
    float[] moved = new float[row * rows()];
    double[] slope = new double[d];
    FeatureSums unused = new FeatureSums(layout);
    double error =
        sum(
            signal,
            (c, residual) -> {
              along.clear();
              pass.backward(
                  0,
                  unused,
                  null,
                  (l, at) ->
                      along.add(l, pass.memory(), at, scales ? layout.sum(pass.slot(), 0, l) : at));
              int panel = c * layout.rows() * row;
              along.put(moved, panel, row);
              for (int p = 0; p < residual.length / channels; p++) {
                for (int i = 0; i < d; i++) {
                  slope[i] += residual[p * channels + c] * moved[panel + p * row + i];
                }
              }
            },
            () -> gram.add(rows(), moved, row));
    return new GaussNewton(error, square(gram, d), slope);
  }

  private static double[] square(GramMatrix gram, int d) {
    double[] square = new double[d * d];
    for (int i = 0; i < d * d; i++) {
      square[i] = gram.at(i / d, i % d);
    }
    return square;
  }

  /** Whether it takes fewer products to project each row of the Jacobian than the sum of all. */
  private boolean followsJacobian(int directions) {
    double samples = (double) layout.points() * channels;
    double n = columns;
    double d = directions;
    return samples * (n * d + d * d / 2) < samples * n * n / 2 + n * n * d + n * d * d / 2;
  }

  private int rows() {
    return channels * layout.rows();
  }

  private DenseDirections packed(double[]... directions) {
    int features = layout.architecture().width();
    return new DenseDirections(kernels, columns, j -> column(j, features), directions);
  }

  /** Columns as rows of a panel. */
  private int paddedColumns() {
    return (columns + PanelKernels.ROWS - 1) / PanelKernels.ROWS * PanelKernels.ROWS;
  }

  /** Where a scale or shift is among the padded ones. */
  private int column(int i, int features) {
    return i / features * width + i % features;
  }

  /**
   * Fills the Jacobian panel by panel, for {@code add} to take; returns the summed squared
   * residual.
   *
   * @param gradient to which {@code J^T r} is added, {@code [columns]}
   */
  private double dense(Signal signal, double[] gradient, Runnable add) {
    jacobian = new float[rows() * stride];
    FeatureSums unused = new FeatureSums(layout);
    float[] slope = new float[columns];
    return sum(
        signal,
        (c, residual) -> {
          int panel = c * layout.rows() * stride;
          fill(unused, panel);
          for (int p = 0; p < residual.length / channels; p++) {
            addScaled(residual[p * channels + c], jacobian, panel + p * stride, slope);
          }
        },
        () -> {
          for (int i = 0; i < columns; i++) {
            gradient[i] += slope[i];
          }
          Arrays.fill(slope, 0);
          add.run();
        });
  }

  /** Sees one output at all points of a panel, whose derivative with respect to itself is set. */
  @FunctionalInterface
  private interface OutputVisitor {

    /** The residuals are {@code [points, channels]}, of the points that are no padding. */
    void visit(int channel, float[] residual);
  }

  /** Goes through panels and their outputs; returns the summed squared residual. */
  private double sum(Signal signal, OutputVisitor each, Runnable panelDone) {
    float[] memory = pass.memory();
    double error = 0;
    for (int q = 0; q < layout.panels(); q++) {
      pass.load(signal.coordinates(), q);
      pass.forward(0);
      float[] residual = residual(signal, q);
      for (float r : residual) {
        error += (double) r * r;
      }
      for (int c = 0; c < channels; c++) {
        int at = layout.output(pass.slot(), 0);
        Arrays.fill(memory, at, at + layout.rows() * layout.outputs(), 0);
        for (int p = 0; p < layout.valid(q); p++) {
          memory[pass.output(0, p, c)] = 1;
        }
        each.visit(c, residual);
      }
      panelDone.run();
    }
    return error;
  }

  private static void addScaled(float factor, float[] values, int at, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * values[at + i];
    }
  }

  private float[] residual(Signal signal, int q) {
    float[] residual = new float[layout.valid(q) * channels];
    for (int i = 0; i < residual.length; i++) {
      residual[i] =
          pass.memory()[pass.output(0, i / channels, i % channels)]
              - signal.features()[q * layout.rows() * channels + i];
    }
    return residual;
  }

  /** Derivatives of one output with respect to scales, then shifts, of all layers. */
  private void fill(FeatureSums unused, int panel) {
    int rows = layout.rows();
    int pointStep = layout.order().pointStep(layout.stored());
    int featureStep = layout.order().featureStep(rows);
    int features = layout.architecture().width();
    float[] memory = pass.memory();
    pass.backward(
        0,
        unused,
        null,
        (l, d) -> {
          float factor = (float) PackedWeights.factor(layout.architecture(), l);
          int scaleColumn = panel + l * width;
          int shiftColumn = panel + (scales ? layout.sines() * width : 0) + l * width;
          int sum = scales ? layout.sum(pass.slot(), 0, l) : 0;
          for (int p = 0; p < rows; p++) {
            int here = p * pointStep;
            if (scales) {
              copyProduct(
                  factor,
                  memory,
                  d + here,
                  sum + here,
                  featureStep,
                  scaleColumn + p * stride,
                  features);
            }
            if (shifts) {
              copy(factor, memory, d + here, featureStep, shiftColumn + p * stride, features);
            }
          }
        });
  }

  private void copy(float factor, float[] from, int at, int step, int to, int features) {
    if (step == 1) { // vectors
      for (int i = 0; i < features; i++) {
        jacobian[to + i] = factor * from[at + i];
      }
      return;
    }
    for (int i = 0; i < features; i++) {
      jacobian[to + i] = factor * from[at + i * step];
    }
  }

  private void copyProduct(
      float factor, float[] from, int a, int b, int step, int to, int features) {
    for (int i = 0; i < features; i++) {
      jacobian[to + i] = factor * from[a + i * step] * from[b + i * step];
    }
  }
}
