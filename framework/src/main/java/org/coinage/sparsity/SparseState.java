package org.coinage.sparsity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Everything that a sparsity method reads and writes: the tensors of a network as the outer
 * optimizer owns them, the optimizer's slots, and the method's own memory. A method is a function
 * of this value, so a checkpoint that has it is enough to resume to the last bit.
 *
 * <p>Immutable by contract: arrays are replaced, never modified.
 *
 * @param tensors all tensors the optimizer moves, sparsifiable or not, in a fixed order
 * @param values latent values by tensor
 * @param slots arrays that the optimizer keeps per entry, by tensor, e.g. Adam's two moments; none
 *     for a plain gradient step
 * @param memory named arrays of the method: masks ({@link Masks#PREFIX}), gates, multipliers
 */
public record SparseState(
    List<NamedTensor> tensors,
    Map<String, double[]> values,
    Map<String, double[][]> slots,
    Map<String, double[]> memory) {

  /** Checks lengths and sorts the maps by name. */
  public SparseState {
    tensors = List.copyOf(tensors);
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    memory = Collections.unmodifiableMap(new TreeMap<>(memory));
    for (NamedTensor tensor : tensors) {
      requireLength("values", tensor, values.get(tensor.name()));
      for (double[] slot : slots.getOrDefault(tensor.name(), new double[0][])) {
        requireLength("a slot", tensor, slot);
      }
    }
  }

  private static void requireLength(String what, NamedTensor tensor, double[] found) {
    if (found == null || found.length != tensor.size()) {
      throw new IllegalArgumentException(
          "tensor '%s' needs %s of %d entries, found %s; give one array per tensor"
              .formatted(
                  tensor.name(), what, tensor.size(), found == null ? "none" : found.length));
    }
  }

  /** Tensors without slots and without memory: a network before learning. */
  public static SparseState of(List<NamedTensor> tensors, Map<String, double[]> values) {
    return new SparseState(tensors, values, Map.of(), Map.of());
  }

  /** The tensors that may have zeros, in order. */
  public List<NamedTensor> sparsifiable() {
    return tensors.stream().filter(NamedTensor::sparsifiable).toList();
  }

  /** Values of a tensor; shared, not copied. */
  public double[] value(String tensor) {
    return values.get(tensor);
  }

  /**
   * An array of the method's memory; shared, not copied.
   *
   * @throws IllegalStateException if the method has not begun on this state
   */
  public double[] remembered(String name) {
    double[] found = memory.get(name);
    if (found == null) {
      throw new IllegalStateException(
          "there is no '%s' in the method's memory, which has %s; call begin first"
              .formatted(name, memory.keySet()));
    }
    return found;
  }

  /** This state with other values. */
  public SparseState withValues(Map<String, double[]> replaced) {
    return new SparseState(tensors, replaced, slots, memory);
  }

  /** This state with other optimizer slots. */
  public SparseState withSlots(Map<String, double[][]> replaced) {
    return new SparseState(tensors, values, replaced, memory);
  }

  /** This state with another memory. */
  public SparseState withMemory(Map<String, double[]> replaced) {
    return new SparseState(tensors, values, slots, replaced);
  }

  /** This state with one array of the memory set. */
  public SparseState remembering(String name, double... array) {
    Map<String, double[]> replaced = new TreeMap<>(memory);
    replaced.put(name, array);
    return withMemory(replaced);
  }

  /** This state with every slot of a tensor put through a function that returns a new array. */
  SparseState mapSlots(String tensor, UnaryOperator<double[]> function) {
    double[][] old = slots.get(tensor);
    if (old == null) {
      return this;
    }
    double[][] mapped = new double[old.length][];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = function.apply(old[i]);
    }
    Map<String, double[][]> replaced = new TreeMap<>(slots);
    replaced.put(tensor, mapped);
    return withSlots(replaced);
  }

  /** This state with all slots of all tensors zero: an optimizer that has not made an update. */
  SparseState withClearedSlots() {
    SparseState cleared = this;
    for (NamedTensor tensor : tensors) {
      cleared = cleared.mapSlots(tensor.name(), slot -> new double[slot.length]);
    }
    return cleared;
  }
}
