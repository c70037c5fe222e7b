package org.coinage.field.vector;

import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;

/**
 * Where everything of one signal lies in a thread's memory, in floats. First what is overwritten by
 * every panel, then slots, each with what is kept of one pass: per panel and sine layer the sines,
 * their slopes, the gradients with respect to the sines and, where there are scales, the sums
 * before them; and per panel the gradient with respect to the output.
 *
 * @param kernels whose padding it follows
 * @param architecture of the field
 * @param points of the signal
 * @param scaled whether scales are written out
 */
record PanelLayout(
    PanelKernels kernels, SirenArchitecture architecture, int points, boolean scaled) {

  private static final int PANEL = 64;

  /** Data of an array begin 16 bytes after it: this many floats more are aligned to 64 bytes. */
  private static final int ALIGNMENT = 12;

  private static final int SHARED_PANELS = 4;

  /** Points of a panel. */
  int rows() {
    int needed = (points + PanelKernels.ROWS - 1) / PanelKernels.ROWS * PanelKernels.ROWS;
    return Math.min(PANEL, needed);
  }

  /** Panels of the signal. */
  int panels() {
    return (points + rows() - 1) / rows();
  }

  /** Points of panel q that are not padding. */
  int valid(int q) {
    return Math.min(rows(), points - q * rows());
  }

  int sines() {
    return architecture.sineLayers();
  }

  /** Features of a sine layer, padded. */
  int width() {
    return PackedMatrix.padded(kernels, architecture.width());
  }

  /** Numbers per point that enter the first layer, padded. */
  int inputs() {
    return (architecture.inputDim() + 3) / 4 * 4;
  }

  /** Features of the output, padded. */
  int outputs() {
    return PackedMatrix.padded(kernels, architecture.channels());
  }

  /** Floats of a panel of a sine layer. */
  int panel() {
    return rows() * width();
  }

  int coordinates() {
    return ALIGNMENT;
  }

  int outputDot() {
    return coordinates() + aligned(rows() * inputs());
  }

  /** Arguments of a layer. */
  int argument() {
    return outputDot() + rows() * outputs();
  }

  /** Gradient with respect to a layer's sums, before the layer below is done. */
  int cotangent() {
    return argument() + panel();
  }

  int cotangentDot() {
    return argument() + 2 * panel();
  }

  int upstreamDot() {
    return argument() + 3 * panel();
  }

  int sineDot(int l) {
    return argument() + (SHARED_PANELS + l) * panel();
  }

  int argumentDot(int l) {
    return argument() + (SHARED_PANELS + sines() + l) * panel();
  }

  /**
   * Derivative of the sums before the scales; the same as of the arguments where there are none.
   */
  int sumDot(int l) {
    return scaled ? argument() + (SHARED_PANELS + 2 * sines() + l) * panel() : argumentDot(l);
  }

  private int firstSlot() {
    return argument() + (SHARED_PANELS + (scaled ? 3 : 2) * sines()) * panel();
  }

  /** Floats of a slot. */
  long slotSize() {
    return (long) panels() * panelState();
  }

  private int panelState() {
    return sines() * (scaled ? 4 : 3) * panel() + rows() * outputs();
  }

  /** Floats for the given number of slots. */
  long size(int slots) {
    return firstSlot() + slots * slotSize();
  }

  /** Floats for passes that keep the state of one panel only. */
  long sizeOfOnePanel() {
    return (long) firstSlot() + panelState();
  }

  private int state(int slot, int q) {
    return Math.toIntExact(firstSlot() + slot * slotSize() + (long) q * panelState());
  }

  int sine(int slot, int q, int l) {
    return state(slot, q) + l * panel();
  }

  int slope(int slot, int q, int l) {
    return state(slot, q) + (sines() + l) * panel();
  }

  int upstream(int slot, int q, int l) {
    return state(slot, q) + (2 * sines() + l) * panel();
  }

  /** Sums before the scales. */
  int sum(int slot, int q, int l) {
    return state(slot, q) + (3 * sines() + l) * panel();
  }

  /** The output, then the gradient with respect to it. */
  int output(int slot, int q) {
    return state(slot, q) + sines() * (scaled ? 4 : 3) * panel();
  }

  private static int aligned(int floats) {
    return (floats + 15) / 16 * 16;
  }
}
