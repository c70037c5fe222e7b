package org.coinage.field.vector;

import org.coinage.field.SirenArchitecture;

/**
 * Where everything of one signal lies in a thread's memory, in floats. First what every panel
 * overwrites, with the state of the panel that is being worked on; then slots, each with the kept
 * state of one pass over all panels.
 *
 * <p>The state of a panel is, per sine layer, what goes into the sine, and the gradient with
 * respect to it; a spacious layout keeps sines and slopes too, a lean one makes them again: where
 * layers are wide that costs less than the memory. Immutable.
 */
final class PanelLayout {

  /** Where the state is that no slot keeps. */
  static final int PASSING = -1;

  /** From this width on a sine costs little beside its sum. */
  private static final int LEAN_WIDTH = 128;

  private static final int SHARED_PANELS = 3;

  /** What a layer has in the state of a panel, in this order. */
  private static final int UPSTREAM = 0;

  private static final int SINES = 1;
  private static final int SLOPES = 2;
  private static final int SUMS = 3;

  private final PanelOrder order;
  private final SirenArchitecture architecture;
  private final int points;
  private final boolean scaled;
  private final boolean lean;
  private final int rows;
  private final int panels;
  private final int stored;
  private final int panel;
  private final int outputs;
  private final int inputs;
  private final int coordinates;
  private final int outputDot;
  private final int shared;
  private final int passing;
  private final int firstSlot;
  private final int keptLayers;
  private final int keptPanel;

  /**
   * A layout.
   *
   * @param scaled whether scales are written out
   */
  PanelLayout(PanelOrder order, SirenArchitecture architecture, int points, boolean scaled) {
    this.order = order;
    this.architecture = architecture;
    this.points = points;
    this.scaled = scaled;
    this.lean = architecture.width() >= LEAN_WIDTH;
    rows = order.rows(points, architecture.width());
    panels = (points + rows - 1) / rows;
    stored = order.stored(architecture.width());
    panel = aligned(rows * stored);
    inputs = order.stored(architecture.inputDim());
    outputs = order.stored(architecture.channels());
    coordinates = PanelOrder.ALIGNMENT;
    outputDot = coordinates + aligned(rows * inputs);
    shared = outputDot + aligned(rows * outputs);
    int sines = architecture.sineLayers();
    passing = shared + (SHARED_PANELS + (scaled ? 3 : 2) * sines) * panel;
    firstSlot = passing + 4 * sines * panel + aligned(rows * outputs);
    keptLayers = lean ? 2 : scaled ? 4 : 3;
    keptPanel = keptLayers * sines * panel + aligned(rows * outputs);
  }

  private static int aligned(int floats) {
    return (floats + 15) / 16 * 16;
  }

  /** Whether this is the layout for such a signal. */
  boolean fits(PanelOrder order, SirenArchitecture architecture, int points, boolean scaled) {
    return this.points == points
        && this.scaled == scaled
        && this.order.equals(order)
        && this.architecture.equals(architecture);
  }

  PanelOrder order() {
    return order;
  }

  SirenArchitecture architecture() {
    return architecture;
  }

  /** Points of the signal. */
  int points() {
    return points;
  }

  /** Whether scales are written out. */
  boolean scaled() {
    return scaled;
  }

  /** Whether sines and slopes are not kept. */
  boolean lean() {
    return lean;
  }

  /** Points of a panel. */
  int rows() {
    return rows;
  }

  /** Panels of the signal. */
  int panels() {
    return panels;
  }

  /** Points of panel q that are not padding. */
  int valid(int q) {
    return Math.min(rows, points - q * rows);
  }

  int sines() {
    return architecture.sineLayers();
  }

  /** Floats per point of a sine layer. */
  int stored() {
    return stored;
  }

  /** Floats of a panel of a sine layer. */
  int panel() {
    return panel;
  }

  /** Floats per point of the coordinates. */
  int inputs() {
    return inputs;
  }

  /** Floats per point of the output. */
  int outputs() {
    return outputs;
  }

  int coordinates() {
    return coordinates;
  }

  int outputDot() {
    return outputDot;
  }

  /** Gradient with respect to a layer's sums, before the layer below is done. */
  int cotangent() {
    return shared;
  }

  int cotangentDot() {
    return shared + panel;
  }

  int upstreamDot() {
    return shared + 2 * panel;
  }

  int sineDot(int l) {
    return shared + (SHARED_PANELS + l) * panel;
  }

  int argumentDot(int l) {
    return shared + (SHARED_PANELS + sines() + l) * panel;
  }

  /**
   * Derivative of the sums before the scales; the same as of the arguments where there are none.
   */
  int sumDot(int l) {
    return scaled ? shared + (SHARED_PANELS + 2 * sines() + l) * panel : argumentDot(l);
  }

  private int state(int slot, int q) {
    return Math.toIntExact(firstSlot + (slot * (long) panels + q) * keptPanel);
  }

  /** What goes into a layer's sine, or its sums before the scales where there are scales. */
  int sum(int slot, int q, int l) {
    if (lean) {
      return slot == PASSING ? passing(SUMS, l) : state(slot, q) + (sines() + l) * panel;
    }
    if (!scaled) {
      return passing(SUMS, 0); // nobody comes back to it
    }
    return slot == PASSING ? passing(SUMS, l) : kept(slot, q, SUMS, l);
  }

  /** Arguments of a layer with scales, for a moment. */
  int argument() {
    return cotangent();
  }

  /** Gradient with respect to a layer's sines. */
  int upstream(int slot, int q, int l) {
    return slot == PASSING ? passing(UPSTREAM, l) : kept(slot, q, UPSTREAM, l);
  }

  int sine(int slot, int q, int l) {
    return lean || slot == PASSING ? passing(SINES, l) : kept(slot, q, SINES, l);
  }

  int slope(int slot, int q, int l) {
    return lean || slot == PASSING ? passing(SLOPES, l) : kept(slot, q, SLOPES, l);
  }

  private int passing(int kind, int l) {
    return passing + (kind * sines() + l) * panel;
  }

  private int kept(int slot, int q, int kind, int l) {
    return state(slot, q) + (kind * sines() + l) * panel;
  }

  /** The output, then the gradient with respect to it. */
  int output(int slot, int q) {
    return slot == PASSING
        ? firstSlot - aligned(rows * outputs)
        : state(slot, q) + keptLayers * sines() * panel;
  }

  /** Floats of a slot. */
  long slotSize() {
    return (long) panels * keptPanel;
  }

  /** Floats for the given number of slots. */
  long size(int slots) {
    return firstSlot + slots * slotSize();
  }
}
