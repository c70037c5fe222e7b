package org.coinage.field.reference;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The R-operator: derivative of a forward and backward pass along a direction in the effective
 * parameters. Components absent from the direction cost nothing.
 */
final class TangentPass {

  private final ForwardPass forward;
  private final BackwardPass backward;
  private final FieldTensors direction;
  private final Workspace workspace;
  private final SirenArchitecture architecture;
  private final int points;

  /** Derivatives of the layers' inputs; entry 0 stays null, the coordinates do not move. */
  private final INDArray[] hiddenDot;

  private final INDArray[] linearDot;
  private final INDArray[] argumentDot;
  private final INDArray[] gradientDot;
  private final INDArray[] preScaleDot;

  TangentPass(ForwardPass forward, BackwardPass backward, FieldTensors direction, int channels) {
    this.forward = forward;
    this.backward = backward;
    this.direction = direction;
    this.workspace = forward.workspace();
    this.architecture = forward.architecture();
    this.points = forward.points();
    int sines = architecture.sineLayers();
    hiddenDot = new INDArray[sines + 1];
    linearDot = new INDArray[sines];
    argumentDot = new INDArray[sines];
    gradientDot = new INDArray[sines];
    preScaleDot = new INDArray[sines + 1];
    for (int l = 0; l < sines; l++) {
      forwardLayer(l);
    }
    INDArray outputDot = linearDot("outputDot", sines, channels);
    preScaleDot[sines] = outputDot.muli(2.0 / ((double) points * channels));
    for (int l = sines - 1; l >= 0; l--) {
      backwardLayer(l);
    }
  }

  /** {@code udot_l = W_l hdot_{l-1} + Wdot_l h_{l-1} + bdot_l}. */
  private INDArray linearDot(String name, int l, int outputs) {
    INDArray dot = workspace.scratch(name, l, points, outputs);
    double kept = 0;
    if (hiddenDot[l] != null) {
      Nd4j.gemm(hiddenDot[l], forward.weight(l), dot, false, true, 1, 0);
      kept = 1;
    }
    if (direction.hasWeights()) {
      Nd4j.gemm(forward.input(l), weightDot(l), dot, false, true, 1, kept);
      dot.addiRowVector(workspace.row("biasDot", l, direction.biases()[l]));
    } else if (kept == 0) {
      dot.assign(0);
    }
    return dot;
  }

  private void forwardLayer(int l) {
    int width = architecture.width();
    INDArray u = linearDot("linearDot", l, width);
    INDArray a = u;
    if (forward.scaled()) {
      linearDot[l] = u;
      a = workspace.scratch("argumentDot", l, points, width);
      a.assign(u).muliRowVector(forward.scale(l));
      if (direction.hasScales()) {
        INDArray moved = workspace.scratch("pointwise", 0, points, width);
        moved.assign(forward.linear(l)).muliRowVector(scaleDot(l));
        a.addi(moved);
      }
    }
    if (direction.hasShifts()) {
      a.addiRowVector(workspace.row("shiftDot", l, direction.shifts()[l]));
    }
    argumentDot[l] = a;
    hiddenDot[l + 1] = workspace.scratch("hiddenDot", l, points, width);
    forward.slope(l).muli(a, hiddenDot[l + 1]);
  }

  private void backwardLayer(int l) {
    int width = architecture.width();
    INDArray g = workspace.scratch("upstreamDot", 0, points, width);
    Nd4j.gemm(preScaleDot[l + 1], forward.weight(l + 1), g, false, false, 1, 0);
    if (direction.hasWeights()) {
      Nd4j.gemm(backward.preScale(l + 1), weightDot(l + 1), g, false, false, 1, 1);
    }
    // ddot = w cos (.) gdot - w^2 sin (.) adot (.) g
    double frequency = architecture.frequency(l);
    INDArray curvature = workspace.scratch("pointwise", 0, points, width);
    forward.input(l + 1).muli(argumentDot[l], curvature);
    curvature.muli(backward.upstream(l)).muli(frequency * frequency);
    gradientDot[l] = workspace.scratch("gradientDot", l, points, width);
    forward.slope(l).muli(g, gradientDot[l]);
    gradientDot[l].subi(curvature);
    preScaleDot[l] = gradientDot[l];
    if (forward.scaled()) {
      preScaleDot[l] = workspace.scratch("prescaleDot", l, points, width);
      preScaleDot[l].assign(gradientDot[l]).muliRowVector(forward.scale(l));
      if (direction.hasScales()) {
        curvature.assign(backward.argument(l)).muliRowVector(scaleDot(l));
        preScaleDot[l].addi(curvature);
      }
    }
  }

  /** Derivative of the wanted parts of the gradient. */
  FieldTensors gradient(Set<FieldPart> wanted) {
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
        Nd4j.gemm(preScaleDot[l], forward.input(l), product, true, false, 1, 0);
        if (hiddenDot[l] != null) {
          Nd4j.gemm(backward.preScale(l), hiddenDot[l], product, true, false, 1, 1);
        }
        weights[l] = workspace.read(product);
        biases[l] = workspace.columnSums(preScaleDot[l]);
      }
      if (shifts != null && l < sines) {
        shifts[l] =
            biases != null && !forward.scaled() ? biases[l] : workspace.columnSums(gradientDot[l]);
      }
      if (scales && l < sines) {
        INDArray product = workspace.scratch("pointwise", 0, points, architecture.width());
        gradientDot[l].muli(forward.linear(l), product);
        INDArray second = workspace.scratch("pointwise", 1, points, architecture.width());
        backward.argument(l).muli(linearDot[l], second);
        scaleGradients[l] = workspace.columnSums(product.addi(second));
      }
    }
    return new FieldTensors(weights, biases, scaleGradients, shifts);
  }

  private INDArray weightDot(int l) {
    return workspace.constant(
        "weightDot", l, direction.weights()[l], architecture.fanOut(l), architecture.fanIn(l));
  }

  private INDArray scaleDot(int l) {
    return workspace.row("scaleDot", l, direction.scales()[l]);
  }
}
