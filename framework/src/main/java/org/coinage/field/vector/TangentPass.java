package org.coinage.field.vector;

import org.coinage.field.FieldTensors;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * The R-operator on a field pass, panel by panel: the derivative of forward and backward along a
 * direction. Parts absent from the direction cost nothing. Not thread-safe.
 */
final class TangentPass {

  private final PanelKernels kernels;
  private final FieldPass pass;
  private final PanelLayout layout;
  private final PanelOrder order;
  private final float[] memory;
  private final int slot;
  private final FieldTensors direction;
  private final PackedWeights weightsDot;
  private final Rows rowsDot;
  private final FeatureSums sums;
  private final PanelWeightSum weightSum;

  /**
   * A tangent pass.
   *
   * @param weightsDot packed weights of the direction; null if it has none
   * @param weightSum to which the derivative of the gradient with respect to the weights is added;
   *     null if nobody wants it
   */
  TangentPass(
      PanelKernels kernels,
      FieldPass pass,
      FieldTensors direction,
      PackedWeights weightsDot,
      PanelWeightSum weightSum) {
    this.kernels = kernels;
    this.pass = pass;
    this.layout = pass.layout();
    this.order = layout.order();
    this.memory = pass.memory();
    this.slot = pass.slot();
    this.direction = direction;
    this.weightsDot = weightsDot;
    this.rowsDot = Rows.of(layout, direction, 0);
    this.sums = new FeatureSums(layout);
    this.weightSum = weightSum;
  }

  /** Goes over all panels; returns the derivative of the gradient but that of the weights. */
  FeatureSums derivative(Signal signal) {
    for (int q = 0; q < layout.panels(); q++) {
      pass.load(signal.coordinates(), q);
      pass.restore(q);
      forward(q);
      outputDot(q);
      backward(q);
    }
    if (weightSum != null) {
      addBiasGradients();
    }
    return sums;
  }

  private void forward(int q) {
    for (int l = 0; l < layout.sines(); l++) {
      int target = layout.sumDot(l);
      moved(q, l, target);
      if (layout.scaled()) {
        scaled(q, l);
      }
      kernels.multiply(
          layout.panel(),
          memory,
          layout.slope(slot, q, l),
          layout.argumentDot(l),
          layout.sineDot(l));
    }
  }

  /**
   * {@code W hdot + Wdot h + row}, into the target; the coordinates of the first layer do not move.
   */
  private void moved(int q, int l, int target) {
    float[] start = rowsDot.starts()[l];
    if (l == 0) {
      order.fill(layout.rows(), layout.stored(), memory, start, target);
    } else {
      pass.weights().forward(l).apply(layout.rows(), memory, layout.sineDot(l - 1), start, target);
    }
    if (weightsDot != null) {
      int input = l == 0 ? layout.coordinates() : layout.sine(slot, q, l - 1);
      weightsDot.forward(l).add(layout.rows(), memory, input, target);
    }
  }

  /** {@code udot = gain tdot + offsetdot + gaindot t}. */
  private void scaled(int q, int l) {
    int target = layout.argumentDot(l);
    order.scaleAndShift(
        layout.rows(),
        layout.stored(),
        memory,
        layout.sumDot(l),
        pass.rows().gains()[l],
        rowsDot.offsets()[l],
        target);
    if (direction.hasScales()) {
      order.addScaled(
          layout.rows(),
          layout.stored(),
          memory,
          layout.sum(slot, q, l),
          rowsDot.gains()[l],
          target);
    }
  }

  private void outputDot(int q) {
    int last = layout.sines();
    int target = layout.outputDot();
    moved(q, last, target);
    int channels = layout.architecture().channels();
    float factor = (float) (2.0 / ((double) layout.points() * channels));
    int pointStep = order.pointStep(layout.outputs());
    int valid = layout.valid(q);
    for (int c = 0; c < channels; c++) {
      double bias = 0;
      int at = target + c * order.featureStep(layout.rows());
      for (int p = 0; p < layout.rows(); p++, at += pointStep) {
        memory[at] = p < valid ? factor * memory[at] : 0;
        bias += memory[at];
      }
      sums.outputBias()[c] += bias;
    }
  }

  private void backward(int q) {
    int last = layout.sines();
    int above = layout.output(slot, q);
    int aboveDot = layout.outputDot();
    for (int l = last - 1; l >= 0; l--) {
      int upstreamDot = layout.upstreamDot();
      pass.weights()
          .backward(l + 1)
          .apply(layout.rows(), memory, aboveDot, pass.zeros(), upstreamDot);
      if (weightsDot != null) {
        weightsDot.backward(l + 1).add(layout.rows(), memory, above, upstreamDot);
      }
      if (weightSum != null) {
        LayerGradient gradient = weightSum.layer(l + 1);
        gradient.add(layout.rows(), memory, aboveDot, layout.sine(slot, q, l));
        gradient.add(layout.rows(), memory, above, layout.sineDot(l));
      }
      throughSine(q, l);
      above = layout.cotangent();
      aboveDot = layout.cotangentDot();
    }
    if (weightSum != null) {
      weightSum.layer(0).add(layout.rows(), memory, aboveDot, layout.coordinates());
    }
  }

  private void throughSine(int q, int l) {
    int rows = layout.rows();
    int stored = layout.stored();
    int d = layout.cotangent();
    int dDot = layout.cotangentDot();
    order.backwardDot(
        rows,
        stored,
        memory,
        layout.sine(slot, q, l),
        layout.slope(slot, q, l),
        layout.upstream(slot, q, l),
        layout.argumentDot(l),
        layout.upstreamDot(),
        d,
        dDot,
        sums.shifts(l));
    if (!layout.scaled()) {
      return;
    }
    float[] scales = sums.scales(l);
    order.columnProducts(rows, stored, memory, dDot, layout.sum(slot, q, l), scales);
    order.columnProducts(rows, stored, memory, d, layout.sumDot(l), scales);
    float[] gain = pass.rows().gains()[l];
    order.scaleAndShift(rows, stored, memory, dDot, gain, pass.zeros(), dDot);
    if (direction.hasScales()) {
      order.addScaled(rows, stored, memory, d, rowsDot.gains()[l], dDot);
    }
    order.scaleAndShift(rows, stored, memory, d, gain, pass.zeros(), d);
  }

  /** {@code sum of gain ddot + gaindot d}: the derivative of the gradient of the biases. */
  private void addBiasGradients() {
    int last = layout.sines();
    for (int l = 0; l < last; l++) {
      double[] biases = weightSum.biases(l);
      sums.addBiasGradient(l, layout.scaled() ? pass.rows().gains()[l] : null, biases);
      if (direction.hasScales()) {
        pass.sums().addBiasGradient(l, rowsDot.gains()[l], biases);
      }
    }
    for (int c = 0; c < sums.outputBias().length; c++) {
      weightSum.biases(last)[c] += sums.outputBias()[c];
    }
  }
}
