package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.FieldTensors;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * One signal's field at one point of its parameters, panel by panel: forward, residual, backward.
 * What it computes stays in its slot of the memory until another pass takes the slot; a passing
 * pass keeps the last panel only. Not thread-safe.
 */
final class FieldPass {

  private final PanelKernels kernels;
  private final PanelLayout layout;
  private final PanelOrder order;
  private final float[] memory;
  private final int slot;
  private final FieldTensors psi;
  private final PackedWeights weights;
  private final Rows rows;
  private final float[] zeros;
  private final FeatureSums sums;
  private double loss;

  /**
   * A pass that has done nothing yet.
   *
   * @param slot whose memory it takes, or {@link PanelLayout#PASSING}
   * @param psi as the caller gave them, by which the pass is found again
   * @param written the same, with scales where the layout has them
   */
  FieldPass(
      PanelKernels kernels,
      PanelLayout layout,
      float[] memory,
      int slot,
      FieldTensors psi,
      FieldTensors written,
      PackedWeights weights) {
    this.kernels = kernels;
    this.layout = layout;
    this.order = layout.order();
    this.memory = memory;
    this.slot = slot;
    this.psi = psi;
    this.weights = weights;
    this.rows = Rows.of(layout, written, layout.architecture().outputShift());
    this.zeros = new float[Math.max(layout.stored(), layout.outputs())];
    this.sums = new FeatureSums(layout);
  }

  /**
   * Loss and gradient.
   *
   * @param weightSum to which the gradient with respect to the weights is added; null if nobody
   *     wants it
   */
  FieldPass learn(Signal signal, PanelWeightSum weightSum) {
    double sum = 0;
    for (int q = 0; q < layout.panels(); q++) {
      load(signal.coordinates(), q);
      forward(q);
      sum += residual(signal, q);
      backward(q, sums, weightSum, (l, d) -> {});
    }
    loss = sum / ((double) signal.points() * signal.channels());
    if (weightSum != null) {
      addBiasGradients(weightSum);
    }
    return this;
  }

  private void addBiasGradients(PanelWeightSum weightSum) {
    int last = layout.sines();
    for (int l = 0; l < last; l++) {
      sums.addBiasGradient(l, layout.scaled() ? rows.gains()[l] : null, weightSum.biases(l));
    }
    for (int c = 0; c < sums.outputBias().length; c++) {
      weightSum.biases(last)[c] += sums.outputBias()[c];
    }
  }

  /** The points of panel q; padding is zero. */
  void load(float[] coordinates, int q) {
    int inputs = layout.architecture().inputDim();
    int at = layout.coordinates();
    int first = q * layout.rows();
    int pointStep = order.pointStep(layout.inputs());
    int featureStep = order.featureStep(layout.rows());
    Arrays.fill(memory, at, at + layout.rows() * layout.inputs(), 0);
    for (int p = 0; p < layout.valid(q); p++) {
      for (int i = 0; i < inputs; i++) {
        memory[at + p * pointStep + i * featureStep] = coordinates[(first + p) * inputs + i];
      }
    }
  }

  /** Field values at all points. */
  double[] evaluate(float[] coordinates) {
    int channels = layout.architecture().channels();
    double[] values = new double[layout.points() * channels];
    for (int q = 0; q < layout.panels(); q++) {
      load(coordinates, q);
      forward(q);
      for (int p = 0; p < layout.valid(q); p++) {
        for (int c = 0; c < channels; c++) {
          values[(q * layout.rows() + p) * channels + c] = memory[output(q, p, c)] + 0.0f;
        }
      }
    }
    return values;
  }

  /** Where channel c of a point's output is. */
  int output(int q, int p, int c) {
    return layout.output(slot, q)
        + p * order.pointStep(layout.outputs())
        + c * order.featureStep(layout.rows());
  }

  /** All layers, of the points loaded last, into the state of panel q. */
  void forward(int q) {
    int input = layout.coordinates();
    for (int l = 0; l < layout.sines(); l++) {
      int sum = layout.sum(slot, q, l);
      weights.forward(l).apply(layout.rows(), memory, input, rows.starts()[l], sum);
      sine(q, l);
      input = layout.sine(slot, q, l);
    }
    weights
        .forward(layout.sines())
        .apply(layout.rows(), memory, input, rows.starts()[layout.sines()], layout.output(slot, q));
  }

  /** Makes the sines and slopes of panel q again where they are not kept. */
  void restore(int q) {
    for (int l = 0; layout.lean() && l < layout.sines(); l++) {
      sine(q, l);
    }
  }

  private void sine(int q, int l) {
    int argument = layout.sum(slot, q, l);
    if (layout.scaled()) {
      order.scaleAndShift(
          layout.rows(),
          layout.stored(),
          memory,
          argument,
          rows.gains()[l],
          rows.offsets()[l],
          layout.argument());
      argument = layout.argument();
    }
    kernels.sinesAndSlopes(
        layout.panel(),
        memory,
        argument,
        memory,
        layout.sine(slot, q, l),
        memory,
        layout.slope(slot, q, l));
  }

  /**
   * Turns the output of panel q into the gradient with respect to it; returns the squared error.
   */
  private double residual(Signal signal, int q) {
    int channels = signal.channels();
    int valid = layout.valid(q);
    float[] features = signal.features();
    int from = q * layout.rows() * channels;
    int pointStep = order.pointStep(layout.outputs());
    double factor = 2.0 / ((double) signal.points() * channels);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      double bias = 0;
      int here = output(q, 0, c);
      for (int p = 0; p < valid; p++, here += pointStep) {
        double difference = (double) memory[here] - features[from + p * channels + c];
        sum += difference * difference;
        bias += difference;
        memory[here] = (float) (factor * difference);
      }
      for (int p = valid; p < layout.rows(); p++, here += pointStep) {
        memory[here] = 0;
      }
      sums.outputBias()[c] += factor * bias;
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
  void backward(int q, FeatureSums into, PanelWeightSum weightSum, LayerVisitor visitor) {
    int last = layout.sines();
    int above = layout.output(slot, q);
    int d = layout.cotangent();
    for (int l = last - 1; l >= 0; l--) {
      int upstream = layout.upstream(slot, q, l);
      weights.backward(l + 1).apply(layout.rows(), memory, above, zeros, upstream);
      if (weightSum != null) {
        weightSum.layer(l + 1).add(layout.rows(), memory, above, layout.sine(slot, q, l));
      }
      order.backward(
          layout.rows(),
          layout.stored(),
          memory,
          layout.slope(slot, q, l),
          upstream,
          d,
          into.shifts(l));
      visitor.visit(l, d);
      if (layout.scaled()) {
        int sum = layout.sum(slot, q, l);
        order.columnProducts(layout.rows(), layout.stored(), memory, d, sum, into.scales(l));
        order.scaleAndShift(layout.rows(), layout.stored(), memory, d, rows.gains()[l], zeros, d);
      }
      above = d;
    }
    if (weightSum != null) {
      weightSum.layer(0).add(layout.rows(), memory, d, layout.coordinates());
    }
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

  FeatureSums sums() {
    return sums;
  }

  double loss() {
    return loss;
  }
}
