package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * A thread's memory and the passes it last made over a signal, by the effective parameters they
 * were made at: the reverse sweep of the meta-gradient comes back to every point of the inner loop.
 * What does not fit the budget is computed again. Not thread-safe.
 */
final class Passes {

  /** Bytes of activations one thread may keep. */
  private static final long BUDGET = 160L << 20;

  private static final int MOST = 8;

  private final PanelKernels kernels;
  private final WeightsCache weights;
  private final FieldPass[] kept = new FieldPass[MOST];
  private float[] memory = new float[0];
  private PanelLayout layout;
  private Signal signal;
  private int next;

  Passes(PanelKernels kernels, WeightsCache weights) {
    this.kernels = kernels;
    this.weights = weights;
  }

  /**
   * The pass at psi with its gradient, kept or new.
   *
   * @param scaled whether scales are to be written out
   * @param withWeights whether the gradient must have weights
   */
  FieldPass at(
      SirenArchitecture architecture,
      FieldTensors psi,
      Signal newSignal,
      boolean scaled,
      boolean withWeights) {
    requireFitting(architecture, newSignal);
    PanelLayout wanted =
        new PanelLayout(kernels, architecture, newSignal.points(), scaled || psi.hasScales());
    if (newSignal != signal || !wanted.equals(layout)) {
      prepare(wanted, newSignal, wanted.size(capacity(wanted)));
    }
    for (FieldPass pass : kept) {
      if (pass != null && pass.psi().equals(psi) && (pass.sums().hasWeights() || !withWeights)) {
        return pass;
      }
    }
    psi.requireParametersOf(architecture);
    int slot = next;
    next = (next + 1) % capacity(layout);
    kept[slot] = null;
    FieldPass pass = pass(slot, psi).learn(newSignal, withWeights);
    kept[slot] = pass;
    return pass;
  }

  /** A pass that keeps one panel at a time; nothing kept before is there any more. */
  FieldPass aside(SirenArchitecture architecture, FieldTensors psi, int points, boolean scaled) {
    psi.requireParametersOf(architecture);
    PanelLayout wanted = new PanelLayout(kernels, architecture, points, scaled || psi.hasScales());
    prepare(wanted, null, wanted.sizeOfOnePanel());
    return pass(0, psi);
  }

  private FieldPass pass(int slot, FieldTensors psi) {
    FieldTensors written = layout.scaled() ? psi.withScales(layout.architecture()) : psi;
    return new FieldPass(
        layout,
        memory,
        slot,
        psi,
        written,
        weights.of(layout.architecture(), psi.weights(), layout.scaled()));
  }

  private void prepare(PanelLayout newLayout, Signal newSignal, long size) {
    Arrays.fill(kept, null);
    next = 0;
    signal = newSignal;
    layout = newLayout;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a field of width "
              + layout.architecture().width()
              + " on "
              + layout.points()
              + " points needs "
              + size
              + " floats at once; cut the signal into patches");
    }
    if (memory.length < size) {
      memory = new float[0]; // the old one can go before the new one comes
      memory = new float[(int) size];
    }
  }

  private static int capacity(PanelLayout layout) {
    return (int) Math.max(1, Math.min(MOST, BUDGET / (4 * layout.slotSize())));
  }

  static void requireFitting(SirenArchitecture architecture, Signal signal) {
    int points = requirePoints(architecture, signal.coordinates());
    if (signal.channels() != architecture.channels() || signal.points() != points) {
      throw new IllegalArgumentException(
          "the field gives "
              + architecture.channels()
              + " channels at "
              + points
              + " points, the signal has "
              + signal.channels()
              + " at "
              + signal.points());
    }
  }

  /** Number of points that coordinates are of. */
  static int requirePoints(SirenArchitecture architecture, float[] coordinates) {
    int inputs = architecture.inputDim();
    if (coordinates.length == 0 || coordinates.length % inputs != 0) {
      throw new IllegalArgumentException(
          "the field takes "
              + inputs
              + " numbers per point, found "
              + coordinates.length
              + " numbers; encode the coordinates and check their dimension");
    }
    return coordinates.length / inputs;
  }
}
