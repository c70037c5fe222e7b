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

  GaussNewtonPass(PanelKernels kernels, FieldPass pass, Set<FieldPart> wanted) {
    this.kernels = kernels;
    this.pass = pass;
    this.layout = pass.layout();
    this.width = PackedMatrix.padded(kernels, layout.architecture().width());
    this.scales = wanted.contains(FieldPart.SCALES);
    this.shifts = wanted.contains(FieldPart.SHIFTS);
    this.columns = layout.sines() * width * ((scales ? 1 : 0) + (shifts ? 1 : 0));
  }

  /** The matrix and the gradient. */
  GaussNewton of(Signal signal) {
    int channels = signal.channels();
    PackedMatrix order = PackedMatrix.of(kernels, columns, columns);
    float[] matrix = new float[order.size()];
    double[] gradient = new double[columns];
    float[] jacobian = new float[layout.rows() * columns];
    FeatureSums unused = new FeatureSums(layout);
    float[] memory = pass.memory();
    for (int q = 0; q < layout.panels(); q++) {
      pass.load(signal.coordinates(), q);
      pass.forward(0);
      double[] residual = residual(signal, q);
      for (int c = 0; c < channels; c++) {
        int at = layout.output(pass.slot(), 0);
        Arrays.fill(memory, at, at + layout.rows() * layout.outputs(), 0);
        for (int p = 0; p < layout.valid(q); p++) {
          memory[pass.output(0, p, c)] = 1;
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
  private void fill(float[] jacobian, FeatureSums unused) {
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
                jacobian[p * columns + scaleColumn + i] = derivative * memory[sum + here];
              }
              if (shifts) {
                jacobian[p * columns + shiftColumn + i] = derivative;
              }
            }
          }
        });
  }

  private GaussNewton cropped(PackedMatrix order, float[] matrix, double[] gradient) {
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
    return new GaussNewton(cropped, croppedGradient);
  }
}
