package org.coinage.field.vector;

import java.util.Set;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * The R-operator on a field pass, panel by panel: the derivative of forward and backward along a
 * direction. Parts absent from the direction cost nothing. Not thread-safe.
 */
final class TangentPass {

  private final FieldPass pass;
  private final PanelLayout layout;
  private final PanelKernels kernels;
  private final float[] memory;
  private final int slot;
  private final FieldTensors direction;
  private final PackedWeights weightsDot;
  private final Rows rowsDot;
  private final GradientSums sums;

  /**
   * A tangent pass.
   *
   * @param weightsDot packed weights of the direction; null if it has none
   */
  TangentPass(
      FieldPass pass, FieldTensors direction, PackedWeights weightsDot, boolean withWeights) {
    this.pass = pass;
    this.layout = pass.layout();
    this.kernels = layout.kernels();
    this.memory = pass.memory();
    this.slot = pass.slot();
    this.direction = direction;
    this.weightsDot = weightsDot;
    this.rowsDot = Rows.of(layout, direction, 0);
    this.sums = new GradientSums(layout, withWeights);
  }

  /** The derivative of the gradient, in the wanted parts. */
  FieldTensors derivative(Signal signal, Set<FieldPart> wanted) {
    for (int q = 0; q < layout.panels(); q++) {
      pass.load(signal.coordinates(), q);
      forward(q);
      outputDot(q);
      backward(q);
    }
    return sums.toTensors(wanted, biases());
  }

  private void forward(int q) {
    int width = layout.width();
    for (int l = 0; l < layout.sines(); l++) {
      int target = layout.sumDot(l);
      moved(l, l == 0 ? 0 : layout.sineDot(l - 1), width, target);
      if (weightsDot != null) {
        boolean first = l == 0;
        kernels.product(
            layout.rows(),
            layout.architecture().fanIn(l),
            width,
            memory,
            first ? layout.coordinates() : layout.sine(slot, q, l - 1),
            first ? layout.inputs() : width,
            weightsDot.forward(l),
            0,
            memory,
            target,
            width,
            memory,
            target,
            width);
      }
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

  /** {@code W hdot + row}, into the target; the coordinates of the first layer do not move. */
  private void moved(int l, int sineDot, int columns, int target) {
    kernels.product(
        layout.rows(),
        l == 0 ? 0 : layout.architecture().width(),
        columns,
        memory,
        sineDot,
        layout.width(),
        pass.weights().forward(l),
        0,
        rowsDot.starts()[l],
        0,
        0,
        memory,
        target,
        columns);
  }

  /** {@code udot = gain tdot + offsetdot + gaindot t}. */
  private void scaled(int q, int l) {
    int target = layout.argumentDot(l);
    kernels.scaleAndShift(
        layout.rows(),
        layout.width(),
        memory,
        layout.sumDot(l),
        pass.rows().gains()[l],
        0,
        rowsDot.offsets()[l],
        0,
        memory,
        target);
    if (direction.hasScales()) {
      kernels.addScaled(
          layout.rows(),
          layout.width(),
          memory,
          layout.sum(slot, q, l),
          rowsDot.gains()[l],
          0,
          target);
    }
  }

  private void outputDot(int q) {
    int last = layout.sines();
    int target = layout.outputDot();
    int stride = layout.outputs();
    moved(last, layout.sineDot(last - 1), stride, target);
    if (weightsDot != null) {
      kernels.product(
          layout.rows(),
          layout.architecture().width(),
          stride,
          memory,
          layout.sine(slot, q, last - 1),
          layout.width(),
          weightsDot.forward(last),
          0,
          memory,
          target,
          stride,
          memory,
          target,
          stride);
    }
    int channels = layout.architecture().channels();
    float factor = (float) (2.0 / ((double) layout.points() * channels));
    for (int p = 0; p < layout.rows(); p++) {
      for (int c = 0; c < stride; c++) {
        int at = target + p * stride + c;
        if (p < layout.valid(q) && c < channels) {
          memory[at] *= factor;
          sums.outputBias()[c] += memory[at];
        } else {
          memory[at] = 0;
        }
      }
    }
  }

  private void backward(int q) {
    int width = layout.width();
    int last = layout.sines();
    for (int l = last - 1; l >= 0; l--) {
      boolean top = l == last - 1;
      int depth = top ? layout.architecture().channels() : layout.architecture().width();
      int stride = top ? layout.outputs() : width;
      int above = top ? layout.output(slot, q) : layout.cotangent();
      int aboveDot = top ? layout.outputDot() : layout.cotangentDot();
      int upstreamDot = layout.upstreamDot();
      kernels.product(
          layout.rows(),
          depth,
          width,
          memory,
          aboveDot,
          stride,
          pass.weights().backward(l + 1),
          0,
          pass.zeros(),
          0,
          0,
          memory,
          upstreamDot,
          width);
      if (weightsDot != null) {
        kernels.product(
            layout.rows(),
            depth,
            width,
            memory,
            above,
            stride,
            weightsDot.backward(l + 1),
            0,
            memory,
            upstreamDot,
            width,
            memory,
            upstreamDot,
            width);
      }
      if (sums.hasWeights()) {
        int rows = top ? sums.outputRows() : width;
        pass.outer(aboveDot, stride, rows, layout.sine(slot, q, l), sums, l + 1);
        pass.outer(above, stride, rows, layout.sineDot(l), sums, l + 1);
      }
      throughSine(q, l);
    }
    if (sums.hasWeights()) {
      pass.outer(
          layout.coordinates(), layout.inputs(), layout.inputs(), layout.cotangentDot(), sums, 0);
    }
  }

  private void throughSine(int q, int l) {
    int width = layout.width();
    int d = layout.cotangent();
    int dDot = layout.cotangentDot();
    kernels.backwardDot(
        layout.rows(),
        width,
        memory,
        layout.sine(slot, q, l),
        layout.slope(slot, q, l),
        layout.upstream(slot, q, l),
        layout.argumentDot(l),
        layout.upstreamDot(),
        d,
        dDot,
        sums.shifts(l),
        0);
    if (!layout.scaled()) {
      return;
    }
    float[] scales = sums.scales(l);
    kernels.columnProducts(layout.rows(), width, memory, dDot, layout.sum(slot, q, l), scales, 0);
    kernels.columnProducts(layout.rows(), width, memory, d, layout.sumDot(l), scales, 0);
    float[] gain = pass.rows().gains()[l];
    float[] zeros = pass.zeros();
    kernels.scaleAndShift(layout.rows(), width, memory, dDot, gain, 0, zeros, 0, memory, dDot);
    if (direction.hasScales()) {
      kernels.addScaled(layout.rows(), width, memory, d, rowsDot.gains()[l], 0, dDot);
    }
    kernels.scaleAndShift(layout.rows(), width, memory, d, gain, 0, zeros, 0, memory, d);
  }

  /** {@code sum of gain ddot + gaindot d}: the derivative of the gradient of the biases. */
  private double[][] biases() {
    if (!layout.scaled()) {
      return null;
    }
    double[][] biases = new double[layout.sines()][layout.width()];
    for (int l = 0; l < biases.length; l++) {
      for (int i = 0; i < biases[l].length; i++) {
        biases[l][i] = (double) pass.rows().gains()[l][i] * sums.shifts(l)[i];
        if (direction.hasScales()) {
          biases[l][i] += (double) rowsDot.gains()[l][i] * pass.sums().shifts(l)[i];
        }
      }
    }
    return biases;
  }
}
