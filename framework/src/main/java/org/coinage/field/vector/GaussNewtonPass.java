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

  private final FieldPass pass;
  private final PanelLayout layout;
  private final PanelKernels kernels;
  private final boolean scales;
  private final boolean shifts;
  private final int columns;

  GaussNewtonPass(FieldPass pass, Set<FieldPart> wanted) {
    this.pass = pass;
    this.layout = pass.layout();
    this.kernels = layout.kernels();
    this.scales = wanted.contains(FieldPart.SCALES);
    this.shifts = wanted.contains(FieldPart.SHIFTS);
    this.columns = layout.sines() * layout.width() * ((scales ? 1 : 0) + (shifts ? 1 : 0));
  }

  /** The matrix and the gradient. */
  GaussNewton of(Signal signal) {
    int channels = signal.channels();
    PackedMatrix order = PackedMatrix.of(kernels, columns, columns);
    float[] matrix = new float[order.size()];
    double[] gradient = new double[columns];
    float[] jacobian = new float[layout.rows() * columns];
    GradientSums unused = new GradientSums(layout, false);
    int at = layout.output(pass.slot(), 0);
    int stride = layout.outputs();
    float[] memory = pass.memory();
    for (int q = 0; q < layout.panels(); q++) {
      pass.load(signal.coordinates(), q);
      pass.forward(0);
      double[] residual = residual(signal, q);
      for (int c = 0; c < channels; c++) {
        Arrays.fill(memory, at, at + layout.rows() * stride, 0);
        for (int p = 0; p < layout.valid(q); p++) {
          memory[at + p * stride + c] = 1;
        }
        fill(jacobian, unused);
        kernels.outerProducts(
            layout.rows(), columns, columns, jacobian, 0, columns, jacobian, 0, columns, matrix, 0);
        for (int p = 0; p < layout.valid(q); p++) {
          double r = residual[p * channels + c];
          for (int i = 0; i < columns; i++) {
            gradient[i] += r * jacobian[p * columns + i];
          }
        }
      }
    }
    return cropped(order, matrix, gradient);
  }

  private double[] residual(Signal signal, int q) {
    int channels = signal.channels();
    int at = layout.output(pass.slot(), 0);
    double[] residual = new double[layout.valid(q) * channels];
    for (int i = 0; i < residual.length; i++) {
      int p = i / channels;
      int c = i % channels;
      residual[i] =
          pass.memory()[at + p * layout.outputs() + c]
              - (double) signal.features()[(q * layout.rows() + p) * channels + c];
    }
    return residual;
  }

  /** Derivatives of one output with respect to scales, then shifts, of all layers. */
  private void fill(float[] jacobian, GradientSums unused) {
    int width = layout.width();
    pass.backward(
        0,
        unused,
        (l, d) -> {
          float factor = (float) PackedWeights.factor(layout.architecture(), l);
          int scaleColumn = l * width;
          int shiftColumn = (scales ? layout.sines() * width : 0) + l * width;
          int sum = scales ? layout.sum(pass.slot(), 0, l) : 0;
          float[] memory = pass.memory();
          for (int p = 0; p < layout.rows(); p++) {
            for (int i = 0; i < width; i++) {
              float derivative = memory[d + p * width + i];
              if (scales) {
                jacobian[p * columns + scaleColumn + i] =
                    factor * derivative * memory[sum + p * width + i];
              }
              if (shifts) {
                jacobian[p * columns + shiftColumn + i] = factor * derivative;
              }
            }
          }
        });
  }

  private GaussNewton cropped(PackedMatrix order, float[] matrix, double[] gradient) {
    int width = layout.architecture().width();
    int padded = layout.width();
    int n = columns / padded * width;
    double[] cropped = new double[n * n];
    double[] croppedGradient = new double[n];
    for (int i = 0; i < n; i++) {
      int row = i / width * padded + i % width;
      croppedGradient[i] = gradient[row];
      for (int j = 0; j < n; j++) {
        cropped[i * n + j] = matrix[order.at(row, j / width * padded + j % width)];
      }
    }
    return new GaussNewton(cropped, croppedGradient);
  }
}
