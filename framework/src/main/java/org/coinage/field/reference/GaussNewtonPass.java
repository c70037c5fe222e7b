package org.coinage.field.reference;

import java.util.Set;
import org.coinage.field.FieldEngine.GaussNewton;
import org.coinage.field.FieldPart;
import org.coinage.field.SirenArchitecture;
import org.coinage.signal.Signal;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@code J^T J} and {@code J^T r} over the points: one backward pass per output channel gives the
 * Jacobian of that channel with respect to all scales and shifts at once (design, section 5).
 */
final class GaussNewtonPass {

  private final GaussNewton result;

  GaussNewtonPass(ForwardPass forward, Signal signal, Set<FieldPart> wanted) {
    Workspace workspace = forward.workspace();
    SirenArchitecture architecture = forward.architecture();
    int points = forward.points();
    int channels = architecture.channels();
    int width = architecture.width();
    int sines = architecture.sineLayers();
    boolean scales = wanted.contains(FieldPart.SCALES) && forward.scaled();
    boolean shifts = wanted.contains(FieldPart.SHIFTS);
    int n = sines * width * ((scales ? 1 : 0) + (shifts ? 1 : 0));
    Residual residual = Residual.of(workspace, forward, signal);
    INDArray matrix = workspace.scratch("gaussNewtonMatrix", 0, n, n).assign(0);
    INDArray gradient = workspace.scratch("gaussNewtonGradient", 0, 1, n).assign(0);
    INDArray jacobian = workspace.scratch("jacobian", 0, points, n);
    for (int channel = 0; channel < channels; channel++) {
      BackwardPass backward = new BackwardPass(forward, unit(workspace, points, channels, channel));
      for (int l = 0; l < sines; l++) {
        int column = l * width;
        if (scales) {
          INDArray product = workspace.scratch("pointwise", 0, points, width);
          backward.argument(l).muli(forward.linear(l), product);
          columns(jacobian, column, width).assign(product);
          column += sines * width;
        }
        if (shifts) {
          columns(jacobian, column, width).assign(backward.argument(l));
        }
      }
      Nd4j.gemm(jacobian, jacobian, matrix, true, false, 1, 1);
      INDArray errors =
          workspace.row("errors", 0, channel(residual.difference(), channels, channel));
      Nd4j.gemm(errors, jacobian, gradient, false, false, 1, 1);
    }
    result =
        new GaussNewton(
            residual.loss() * residual.difference().length,
            workspace.read(matrix),
            workspace.read(gradient));
  }

  GaussNewton result() {
    return result;
  }

  private static INDArray columns(INDArray array, int from, int count) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + count));
  }

  private static INDArray unit(Workspace workspace, int points, int channels, int channel) {
    double[] values = new double[points * channels];
    for (int p = 0; p < points; p++) {
      values[p * channels + channel] = 1;
    }
    INDArray unit = workspace.scratch("unit", 0, points, channels);
    workspace.write(values, unit);
    return unit;
  }

  private static double[] channel(double[] values, int channels, int channel) {
    double[] picked = new double[values.length / channels];
    for (int p = 0; p < picked.length; p++) {
      picked[p] = values[p * channels + channel];
    }
    return picked;
  }
}
