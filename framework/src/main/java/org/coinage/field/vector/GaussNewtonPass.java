package org.coinage.field.vector;

import java.util.Arrays;
import java.util.Set;
import org.coinage.field.FieldEngine.GaussNewton;
import org.coinage.field.FieldPart;
import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * {@code J^T J} and {@code J^T r} over the points: one backward pass per output channel and panel
 * gives the Jacobian of that channel with respect to all scales and shifts at once (design, section
 * 5). Not thread-safe.
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
  private final float[] jacobian;

  GaussNewtonPass(PanelKernels kernels, FieldPass pass, Set<FieldPart> wanted) {
    this.kernels = kernels;
    this.pass = pass;
    this.layout = pass.layout();
    this.width = PackedMatrix.padded(kernels, layout.architecture().width());
    this.scales = wanted.contains(FieldPart.SCALES);
    this.shifts = wanted.contains(FieldPart.SHIFTS);
    this.columns = layout.sines() * width * ((scales ? 1 : 0) + (shifts ? 1 : 0));
    this.stride = PackedMatrix.stride(kernels, columns);
    this.jacobian = new float[layout.rows() * stride];
  }

  /** The model over all scales and shifts. */
  GaussNewton of(Signal signal) {
    PackedMatrix order = PackedMatrix.of(kernels, columns, columns);
    float[] matrix = new float[order.size()];
    double[] gradient = new double[columns];
    double error =
        visit(
            signal,
            (residual, channel, valid) -> {
              kernels.outerProducts(
                  layout.rows(),
                  columns,
                  columns,
                  jacobian,
                  0,
                  stride,
                  jacobian,
                  0,
                  stride,
                  matrix,
                  0);
              addGradient(residual, channel, valid, jacobian, stride, gradient);
            });
    return cropped(error, order, matrix, gradient);
  }

  /** The model along directions, {@code [directions, scales and shifts]}. */
  GaussNewton along(Signal signal, double[]... directions) {
    int d = directions.length;
    PackedMatrix projection = PackedMatrix.of(kernels, /* depth= */ columns, /* columns= */ d);
    float[] packed = new float[projection.size()];
    int features = layout.architecture().width();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < directions[i].length; j++) {
        packed[projection.at(j / features * width + j % features, i)] = (float) directions[i][j];
      }
    }
    int padded = projection.padded();
    int projectedStride = PackedMatrix.stride(kernels, d);
    float[] projected = new float[layout.rows() * projectedStride];
    float[] zeros = new float[padded];
    PackedMatrix order = PackedMatrix.of(kernels, padded, padded);
    float[] matrix = new float[order.size()];
    double[] gradient = new double[padded];
    double error =
        visit(
            signal,
            (residual, channel, valid) -> {
              kernels.product(
                  layout.rows(),
                  columns,
                  padded,
                  jacobian,
                  0,
                  stride,
                  packed,
                  0,
                  zeros,
                  0,
                  0,
                  projected,
                  0,
                  projectedStride);
              kernels.outerProducts(
                  layout.rows(),
                  padded,
                  padded,
                  projected,
                  0,
                  projectedStride,
                  projected,
                  0,
                  projectedStride,
                  matrix,
                  0);
              addGradient(residual, channel, valid, projected, projectedStride, gradient);
            });
    double[] square = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        square[i * d + j] = matrix[order.at(i, j)];
      }
    }
    return new GaussNewton(error, square, Arrays.copyOf(gradient, d));
  }

  /** Sees the Jacobian of one channel at the points of one panel. */
  private interface JacobianVisitor {

    void visit(double[] residual, int channel, int valid);
  }

  /** Shows the Jacobians of all panels and channels; returns the summed squared residual. */
  private double visit(Signal signal, JacobianVisitor visitor) {
    FeatureSums unused = new FeatureSums(layout);
    float[] memory = pass.memory();
    double error = 0;
    for (int q = 0; q < layout.panels(); q++) {
      pass.load(signal.coordinates(), q);
      pass.forward(0);
      double[] residual = residual(signal, q);
      for (double r : residual) {
        error += r * r;
      }
      for (int c = 0; c < signal.channels(); c++) {
        int at = layout.output(pass.slot(), 0);
        Arrays.fill(memory, at, at + layout.rows() * layout.outputs(), 0);
        for (int p = 0; p < layout.valid(q); p++) {
          memory[pass.output(0, p, c)] = 1;
        }
        fill(unused);
        visitor.visit(residual, c, layout.valid(q));
      }
    }
    return error;
  }

  private static void addGradient(
      double[] residual, int channel, int valid, float[] jacobian, int stride, double[] gradient) {
    int channels = residual.length / valid;
    for (int p = 0; p < valid; p++) {
      double r = residual[p * channels + channel];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += r * jacobian[p * stride + i];
      }
    }
  }

  private double[] residual(Signal signal, int q) {
    int channels = signal.channels();
    double[] residual = new double[layout.valid(q) * channels];
    for (int i = 0; i < residual.length; i++) {
      int p = i / channels;
      int c = i % channels;
      residual[i] =
          pass.memory()[pass.output(0, p, c)]
              - (double) signal.features()[(q * layout.rows() + p) * channels + c];
    }
    return residual;
  }

  /** Derivatives of one output with respect to scales, then shifts, of all layers. */
  private void fill(FeatureSums unused) {
    int rows = layout.rows();
    int pointStep = layout.order().pointStep(layout.stored());
    int featureStep = layout.order().featureStep(rows);
    float[] memory = pass.memory();
    pass.backward(
        0,
        unused,
        null,
        (l, d) -> {
          float factor = (float) PackedWeights.factor(layout.architecture(), l);
          int scaleColumn = l * width;
          int shiftColumn = (scales ? layout.sines() * width : 0) + l * width;
          int sum = scales ? layout.sum(pass.slot(), 0, l) : 0;
          for (int p = 0; p < rows; p++) {
            for (int i = 0; i < layout.architecture().width(); i++) {
              int here = p * pointStep + i * featureStep;
              float derivative = factor * memory[d + here];
              if (scales) {
                jacobian[p * stride + scaleColumn + i] = derivative * memory[sum + here];
              }
              if (shifts) {
                jacobian[p * stride + shiftColumn + i] = derivative;
              }
            }
          }
        });
  }

  private GaussNewton cropped(double error, PackedMatrix order, float[] matrix, double[] gradient) {
    int features = layout.architecture().width();
    int n = columns / width * features;
    double[] cropped = new double[n * n];
    double[] croppedGradient = new double[n];
    for (int i = 0; i < n; i++) {
      int row = i / features * width + i % features;
      croppedGradient[i] = gradient[row];
      for (int j = 0; j < n; j++) {
        cropped[i * n + j] = matrix[order.at(row, j / features * width + j % features)];
      }
    }
    return new GaussNewton(error, cropped, croppedGradient);
  }
}
