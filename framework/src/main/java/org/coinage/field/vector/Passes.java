package org.coinage.field.vector;

import java.util.Arrays;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.WeightSelection;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * A thread's memory and the passes it last made over a signal, by the effective parameters they
 * were made at: the reverse sweep of the meta-gradient comes back to every point of the inner loop.
 * What does not fit the budget is computed again. Not thread-safe.
 */
final class Passes {

  /** Bytes of activations one thread may keep. */
  private static final long BUDGET = 192L << 20;

  /** Slots at first: as many as inner loops usually have steps. */
  private static final int USUAL_SLOTS = 3;

  private final PanelKernels kernels;
  private float[] memory = new float[0];
  private FieldPass[] kept = new FieldPass[0];
  private PanelLayout layout;
  private Signal signal;
  private PanelWeightSum weightSum;
  private int slots = USUAL_SLOTS;
  private int made;
  private int asked;

  Passes(PanelKernels kernels) {
    this.kernels = kernels;
  }

  /** The pass at psi, kept or made again, kept from now on. */
  FieldPass again(
      SirenArchitecture architecture, FieldTensors psi, PackedWeights weights, Signal signal) {
    enter(architecture, weights, signal);
    for (FieldPass pass : kept) {
      if (pass != null && pass.psi().equals(psi)) {
        return pass;
      }
    }
    return keep(psi, weights, signal, null);
  }

  /**
   * A new pass at psi, kept from now on.
   *
   * @param sum to which the gradient with respect to the weights is added; may be null
   */
  FieldPass keeping(
      SirenArchitecture architecture,
      FieldTensors psi,
      PackedWeights weights,
      Signal signal,
      PanelWeightSum sum) {
    enter(architecture, weights, signal);
    asked++;
    return keep(psi, weights, signal, sum);
  }

  private FieldPass keep(
      FieldTensors psi, PackedWeights weights, Signal signal, PanelWeightSum sum) {
    int slot = made++ % kept.length;
    kept[slot] = null; // its memory is written now
    FieldPass pass = pass(slot, psi, weights).learn(signal, sum);
    kept[slot] = pass;
    return pass;
  }

  /** A pass of which nothing is kept; those of a signal of as many points stay. */
  FieldPass passing(
      SirenArchitecture architecture, FieldTensors psi, PackedWeights weights, int points) {
    if (layout == null || !layout.fits(weights.order(), architecture, points, weights.scaled())) {
      lay(new PanelLayout(weights.order(), architecture, points, weights.scaled()), null);
    }
    reserve(0);
    return pass(PanelLayout.PASSING, psi, weights);
  }

  /** The sum of this thread, emptied. */
  PanelWeightSum emptySum(
      SirenArchitecture architecture, PackedWeights weights, WeightSelection selection) {
    if (weightSum == null || !weightSum.takes(weights) || weightSum.selection() != selection) {
      weightSum = null; // the old one can go before the new one comes
      weightSum = new PanelWeightSum(architecture, weights, selection);
    } else {
      weightSum.clear();
    }
    return weightSum;
  }

  private FieldPass pass(int slot, FieldTensors psi, PackedWeights weights) {
    FieldTensors written = layout.scaled() ? psi.withScales(layout.architecture()) : psi;
    return new FieldPass(kernels, layout, memory, slot, psi, written, weights);
  }

  private void enter(SirenArchitecture architecture, PackedWeights weights, Signal entered) {
    int points = entered.points();
    boolean fits =
        layout != null && layout.fits(weights.order(), architecture, points, weights.scaled());
    if (entered != signal || !fits) {
      slots = Math.max(slots, asked);
      lay(
          fits ? layout : new PanelLayout(weights.order(), architecture, points, weights.scaled()),
          entered);
    }
    if (kept.length == 0) {
      long affordable = BUDGET / (Float.BYTES * layout.slotSize());
      int count = (int) Math.max(1, Math.min(affordable, slots));
      reserve(count);
      kept = new FieldPass[count];
    }
  }

  private void lay(PanelLayout newLayout, Signal newSignal) {
    signal = newSignal;
    made = 0;
    asked = 0;
    kept = new FieldPass[0];
    if (newLayout != layout) {
      layout = newLayout;
      Arrays.fill(memory, 0); // what pads a panel must be numbers
    }
  }

  private void reserve(int forSlots) {
    long size = layout.size(forSlots);
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
      Arrays.fill(kept, null);
    }
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
