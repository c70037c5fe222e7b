package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.FieldTensors;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * One signal's field at one point of its parameters, panel by panel: forward, residual, backward.
 * What it computes stays in its slot of the memory until another pass takes the slot. Not
 * thread-safe.
 */
final class FieldPass {

  private final PanelLayout layout;
  private final PanelKernels kernels;
  private final float[] memory;
  private final int slot;
  private final FieldTensors psi;
  private final PackedWeights weights;
  private final Rows rows;
  private final float[] zeros;
  private GradientSums sums;
  private double loss;

  /**
   * A pass that has done nothing yet.
   *
   * @param psi as the caller gave them, by which the pass is found again
   * @param written the same, with scales where the layout has them
   */
  FieldPass(
      PanelLayout layout,
      float[] memory,
      int slot,
      FieldTensors psi,
      FieldTensors written,
      PackedWeights weights) {
    this.layout = layout;
    this.kernels = layout.kernels();
    this.memory = memory;
    this.slot = slot;
    this.psi = psi;
    this.weights = weights;
    this.rows = Rows.of(layout, written, layout.architecture().outputShift());
    this.zeros = new float[Math.max(layout.width(), layout.outputs())];
  }

  /** Loss and gradient; weights are summed only where they are wanted. */
  FieldPass learn(Signal signal, boolean withWeights) {
    sums = new GradientSums(layout, withWeights);
    double sum = 0;
    for (int q = 0; q < layout.panels(); q++) {
      load(signal.coordinates(), q);
      forward(q);
      sum += residual(signal, q);
      backward(q, sums, (l, d) -> {});
    }
    loss = sum / ((double) signal.points() * signal.channels());
    return this;
  }

  /** The points of panel q; padding is zero. */
  void load(float[] coordinates, int q) {
    int inputs = layout.architecture().inputDim();
    int stride = layout.inputs();
    int at = layout.coordinates();
    Arrays.fill(memory, at, at + layout.rows() * stride, 0);
    int first = q * layout.rows();
    for (int p = 0; p < layout.valid(q); p++) {
      System.arraycopy(coordinates, (first + p) * inputs, memory, at + p * stride, inputs);
    }
  }

  /** Field values at all points, one panel of memory serving all. */
  double[] evaluate(float[] coordinates) {
    int channels = layout.architecture().channels();
    double[] values = new double[layout.points() * channels];
    for (int q = 0; q < layout.panels(); q++) {
      load(coordinates, q);
      forward(0);
      for (int p = 0; p < layout.valid(q); p++) {
        for (int c = 0; c < channels; c++) {
          values[(q * layout.rows() + p) * channels + c] =
              memory[layout.output(slot, 0) + p * layout.outputs() + c] + 0.0f;
        }
      }
    }
    return values;
  }

  /** All layers, of the points loaded last, into the state of panel q. */
  void forward(int q) {
    int width = layout.width();
    int input = layout.coordinates();
    int stride = layout.inputs();
    for (int l = 0; l < layout.sines(); l++) {
      int target = layout.scaled() ? layout.sum(slot, q, l) : layout.argument();
      kernels.product(
          layout.rows(),
          layout.architecture().fanIn(l),
          width,
          memory,
          input,
          stride,
          weights.forward(l),
          0,
          rows.starts()[l],
          0,
          0,
          memory,
          target,
          width);
      if (layout.scaled()) {
        kernels.scaleAndShift(
            layout.rows(),
            width,
            memory,
            target,
            rows.gains()[l],
            0,
            rows.offsets()[l],
            0,
            memory,
            layout.argument());
      }
      input = layout.sine(slot, q, l);
      stride = width;
      kernels.sinesAndSlopes(
          layout.panel(),
          memory,
          layout.argument(),
          memory,
          input,
          memory,
          layout.slope(slot, q, l));
    }
    kernels.product(
        layout.rows(),
        layout.architecture().width(),
        layout.outputs(),
        memory,
        input,
        stride,
        weights.forward(layout.sines()),
        0,
        rows.starts()[layout.sines()],
        0,
        0,
        memory,
        layout.output(slot, q),
        layout.outputs());
  }

  /**
   * Turns the output of panel q into the gradient with respect to it; returns the squared error.
   */
  private double residual(Signal signal, int q) {
    int channels = signal.channels();
    int stride = layout.outputs();
    int at = layout.output(slot, q);
    float[] features = signal.features();
    int first = q * layout.rows();
    double factor = 2.0 / ((double) signal.points() * channels);
    double sum = 0;
    for (int p = 0; p < layout.rows(); p++) {
      for (int c = 0; c < stride; c++) {
        int here = at + p * stride + c;
        double difference = 0;
        if (p < layout.valid(q) && c < channels) {
          difference = memory[here] - features[(first + p) * channels + c];
          sum += difference * difference;
          sums.outputBias()[c] += factor * difference;
        }
        memory[here] = (float) (factor * difference);
      }
    }
    return sum;
  }

  /** Sees the gradient with respect to the arguments of each layer, on the way down. */
  @FunctionalInterface
  interface LayerVisitor {

    /** The gradient of layer l begins at {@code d} in the memory. */
    void visit(int l, int d);
  }

  /** From the gradient with respect to the output of panel q down to the first layer. */
  void backward(int q, GradientSums into, LayerVisitor visitor) {
    int width = layout.width();
    int last = layout.sines();
    for (int l = last - 1; l >= 0; l--) {
      boolean top = l == last - 1;
      int above = top ? layout.output(slot, q) : layout.cotangent();
      int stride = top ? layout.outputs() : width;
      int upstream = layout.upstream(slot, q, l);
      kernels.product(
          layout.rows(),
          top ? layout.architecture().channels() : layout.architecture().width(),
          width,
          memory,
          above,
          stride,
          weights.backward(l + 1),
          0,
          zeros,
          0,
          0,
          memory,
          upstream,
          width);
      if (into.hasWeights()) {
        outer(above, stride, top ? into.outputRows() : width, layout.sine(slot, q, l), into, l + 1);
      }
      int d = layout.cotangent();
      kernels.backward(
          layout.rows(), width, memory, layout.slope(slot, q, l), upstream, d, into.shifts(l), 0);
      visitor.visit(l, d);
      if (layout.scaled()) {
        kernels.columnProducts(
            layout.rows(), width, memory, d, layout.sum(slot, q, l), into.scales(l), 0);
        kernels.scaleAndShift(
            layout.rows(), width, memory, d, rows.gains()[l], 0, zeros, 0, memory, d);
      }
    }
    if (into.hasWeights()) {
      outer(layout.coordinates(), layout.inputs(), layout.inputs(), layout.cotangent(), into, 0);
    }
  }

  /** Adds the weight gradient of a layer: rows of one panel times columns of another. */
  void outer(int a, int aStride, int aRows, int b, GradientSums into, int l) {
    kernels.outerProducts(
        layout.rows(),
        aRows,
        layout.width(),
        memory,
        a,
        aStride,
        memory,
        b,
        layout.width(),
        into.weights(l),
        0);
  }

  /** Sums over points of the gradient with respect to each layer's sums: that of its bias. */
  double[][] biases() {
    if (!layout.scaled()) {
      return null;
    }
    double[][] biases = new double[layout.sines()][layout.width()];
    for (int l = 0; l < biases.length; l++) {
      for (int i = 0; i < biases[l].length; i++) {
        biases[l][i] = (double) rows.gains()[l][i] * sums.shifts(l)[i];
      }
    }
    return biases;
  }

  FieldTensors psi() {
    return psi;
  }

  PanelLayout layout() {
    return layout;
  }

  float[] memory() {
    return memory;
  }

  int slot() {
    return slot;
  }

  PackedWeights weights() {
    return weights;
  }

  Rows rows() {
    return rows;
  }

  float[] zeros() {
    return zeros;
  }

  GradientSums sums() {
    return sums;
  }

  double loss() {
    return loss;
  }
}
