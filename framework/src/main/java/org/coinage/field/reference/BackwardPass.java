package org.coinage.field.reference;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Back-propagation of an output cotangent: {@code g_l = W_{l+1}^T (gamma (.) d)_{l+1}}, {@code d_l
 * = w_l cos(w_l a_l) (.) g_l}. Weight gradients are formed only when asked for.
 */
final class BackwardPass {

  private final ForwardPass forward;
  private final INDArray[] upstream;
  private final INDArray[] arguments;
  private final INDArray[] preScale;

  BackwardPass(ForwardPass forward, INDArray cotangent) {
    this.forward = forward;
    SirenArchitecture architecture = forward.architecture();
    int sines = architecture.sineLayers();
    upstream = new INDArray[sines];
    arguments = new INDArray[sines];
    preScale = new INDArray[sines + 1];
    preScale[sines] = cotangent;
    for (int l = sines - 1; l >= 0; l--) {
      upstream[l] = forward.scratch("upstream", l);
      Nd4j.gemm(preScale[l + 1], forward.weight(l + 1), upstream[l], false, false, 1, 0);
      arguments[l] = forward.scratch("gradient", l);
      forward.slope(l).muli(upstream[l], arguments[l]);
      preScale[l] = arguments[l];
      if (forward.scaled()) {
        preScale[l] = forward.scratch("prescale", l);
        preScale[l].assign(arguments[l]).muliRowVector(forward.scale(l));
      }
    }
  }

  /** {@code g_l}: gradient with respect to the sines of layer l. */
  INDArray upstream(int l) {
    return upstream[l];
  }

  /** {@code d_l}: gradient with respect to the argument a_l. */
  INDArray argument(int l) {
    return arguments[l];
  }

  /** {@code (gamma (.) d)_l}: gradient with respect to u_l; the cotangent for the output layer. */
  INDArray preScale(int l) {
    return preScale[l];
  }

  /** The wanted parts of the gradient, summed over points. */
  FieldTensors gradient(Set<FieldPart> wanted) {
    Workspace workspace = forward.workspace();
    SirenArchitecture architecture = forward.architecture();
    int layers = architecture.layers();
    int sines = architecture.sineLayers();
    boolean scales = wanted.contains(FieldPart.SCALES) && forward.scaled();
    double[][] weights = wanted.contains(FieldPart.WEIGHTS) ? new double[layers][] : null;
    double[][] biases = weights == null ? null : new double[layers][];
    double[][] scaleGradients = scales ? new double[sines][] : null;
    double[][] shifts = wanted.contains(FieldPart.SHIFTS) ? new double[sines][] : null;
    for (int l = 0; l < layers; l++) {
      if (weights != null) {
        INDArray product =
            workspace.scratch("product", l, architecture.fanOut(l), architecture.fanIn(l));
        Nd4j.gemm(preScale[l], forward.input(l), product, true, false, 1, 0);
        weights[l] = workspace.read(product);
        biases[l] = workspace.columnSums(preScale[l]);
      }
      if (shifts != null && l < sines) {
        shifts[l] =
            biases != null && !forward.scaled() ? biases[l] : workspace.columnSums(arguments[l]);
      }
      if (scales && l < sines) {
        INDArray product =
            workspace.scratch("pointwise", 0, forward.points(), architecture.width());
        arguments[l].muli(forward.linear(l), product);
        scaleGradients[l] = workspace.columnSums(product);
      }
    }
    return new FieldTensors(weights, biases, scaleGradients, shifts);
  }
}
