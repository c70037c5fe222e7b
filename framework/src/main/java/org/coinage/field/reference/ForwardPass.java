package org.coinage.field.reference;

import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One evaluation of the field at all points, with what the backward pass needs of it: {@code h_l =
 * sin(w_l a_l)} and {@code w_l cos(w_l a_l)}, all {@code [points, width]}.
 */
final class ForwardPass {

  private final Workspace workspace;
  private final int set;
  private final SirenArchitecture architecture;
  private final FieldTensors psi;
  private final int points;
  private final INDArray[] hidden;
  private final INDArray[] slopes;
  private final INDArray[] linear;
  private final INDArray output;

  /**
   * Evaluates the field.
   *
   * @param set of arrays to keep the activations in, until the next pass into the same set
   */
  ForwardPass(
      Workspace workspace,
      int set,
      SirenArchitecture architecture,
      FieldTensors psi,
      float[] coordinates) {
    this.workspace = workspace;
    this.set = set;
    this.architecture = architecture;
    this.psi = psi;
    int inputs = architecture.inputDim();
    if (coordinates.length == 0 || coordinates.length % inputs != 0) {
      throw new IllegalArgumentException(
          "the field takes "
              + inputs
              + " numbers per point, found "
              + coordinates.length
              + " numbers; encode the coordinates and check their dimension");
    }
    points = coordinates.length / inputs;
    int sines = architecture.sineLayers();
    hidden = new INDArray[sines + 1];
    slopes = new INDArray[sines];
    linear = new INDArray[sines];
    hidden[0] = workspace.constant("coordinates", 0, coordinates, points, inputs);
    for (int l = 0; l < sines; l++) {
      sineLayer(l);
    }
    output = product("output", sines, architecture.channels());
    output.addiRowVector(workspace.row("bias", sines, psi.biases()[sines]));
    output.addi(architecture.outputShift());
  }

  private void sineLayer(int l) {
    INDArray u = product("argument", l, architecture.width());
    double[] bias = psi.biases()[l];
    double[] zeros = new double[bias.length];
    double[] shift = psi.hasShifts() ? psi.shifts()[l] : zeros;
    if (psi.hasScales()) {
      linear[l] = u.addiRowVector(workspace.row("bias", l, bias));
      bias = zeros;
    }
    hidden[l + 1] = scratch("hidden", l);
    slopes[l] = scratch("slope", l);
    workspace
        .sines()
        .apply(
            u,
            bias,
            psi.hasScales() ? psi.scales()[l] : null,
            shift,
            architecture.frequency(l),
            hidden[l + 1],
            slopes[l]);
  }

  /** {@code h W^T} of layer l, into the slot of the given name. */
  private INDArray product(String name, int l, int outputs) {
    INDArray result = workspace.scratch(name, slot(l), points, outputs);
    Nd4j.gemm(hidden[l], weight(l), result, false, true, 1, 0);
    return result;
  }

  private int slot(int l) {
    return set * architecture.layers() + l;
  }

  /** An array {@code [points, width]} of this pass's set. */
  INDArray scratch(String name, int l) {
    return workspace.scratch(name, slot(l), points, architecture.width());
  }

  /** An array {@code [points, channels]} of this pass's set. */
  INDArray outputScratch(String name) {
    return workspace.scratch(name, set, points, architecture.channels());
  }

  /** Weights of layer l, {@code [out, in]}. */
  INDArray weight(int l) {
    return workspace.constant(
        "weight", l, psi.weights()[l], architecture.fanOut(l), architecture.fanIn(l));
  }

  /** Scales of sine layer l, {@code [1, width]}. */
  INDArray scale(int l) {
    return workspace.row("scale", l, psi.scales()[l]);
  }

  Workspace workspace() {
    return workspace;
  }

  SirenArchitecture architecture() {
    return architecture;
  }

  boolean scaled() {
    return psi.hasScales();
  }

  int points() {
    return points;
  }

  /** Input of layer l: the coordinates, or the sines of layer l - 1. */
  INDArray input(int l) {
    return hidden[l];
  }

  /** {@code w_l cos(w_l a_l)}. */
  INDArray slope(int l) {
    return slopes[l];
  }

  /** {@code u_l = W_l h + b_l} before scale and shift; kept only where there are scales. */
  INDArray linear(int l) {
    return linear[l];
  }

  /** {@code [points, channels]}. */
  INDArray output() {
    return output;
  }
}
