package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mask per tensor: 1 where an entry is kept, 0 where it is pruned. Tensors without a mask keep
 * everything. Lies in a method's memory, and after the method's end in the constants of a run, as
 * arrays named {@link #PREFIX} and the tensor. Immutable.
 */
public final class Masks {

  /** What the names of mask arrays start with. */
  public static final String PREFIX = "mask.";

  private final Map<String, double[]> byTensor;

  private Masks(Map<String, double[]> byTensor) {
    this.byTensor = Collections.unmodifiableMap(new TreeMap<>(byTensor));
  }

  /**
   * Masks by tensor; arrays are taken over.
   *
   * @throws IllegalArgumentException if an entry is neither 0 nor 1
   */
  public static Masks of(Map<String, double[]> byTensor) {
    byTensor.forEach(Masks::requireBinary);
    return new Masks(byTensor);
  }

  private static void requireBinary(String tensor, double[] mask) {
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] != 0 && mask[i] != 1) {
        throw new IllegalArgumentException(
            "mask of '%s' must have zeros and ones, found %s at %d".formatted(tensor, mask[i], i));
      }
    }
  }

  /** The masks among named arrays; other arrays are passed over. */
  public static Masks in(Map<String, double[]> memory) {
    Map<String, double[]> found = new TreeMap<>();
    memory.forEach(
        (name, array) -> {
          if (name.startsWith(PREFIX)) {
            found.put(name.substring(PREFIX.length()), array);
          }
        });
    return of(found);
  }

  /** Masks that keep everything. */
  public static Masks ones(List<NamedTensor> tensors) {
    Map<String, double[]> ones = new TreeMap<>();
    for (NamedTensor tensor : tensors) {
      double[] mask = new double[tensor.size()];
      Arrays.fill(mask, 1);
      ones.put(tensor.name(), mask);
    }
    return new Masks(ones);
  }

  /** The masks by tensor; arrays shared, not copied. */
  public Map<String, double[]> byTensor() {
    return byTensor;
  }

  /** The mask of a tensor; shared, not copied. */
  public double[] of(String tensor) {
    double[] mask = byTensor.get(tensor);
    if (mask == null) {
      throw new IllegalArgumentException(
          "there is no mask of tensor '%s', only of %s".formatted(tensor, byTensor.keySet()));
    }
    return mask;
  }

  /** Whether there is no mask at all. */
  public boolean isEmpty() {
    return byTensor.isEmpty();
  }

  /** Entries of a tensor, pruned ones replaced by (positive) zero; a new array. */
  public double[] masked(String tensor, double[] values) {
    double[] masked = values.clone();
    double[] mask = byTensor.get(tensor);
    if (mask != null) {
      requireLength(tensor, mask, values);
      for (int i = 0; i < masked.length; i++) {
        if (mask[i] == 0) {
          masked[i] = 0;
        }
      }
    }
    return masked;
  }

  private static void requireLength(String tensor, double[] mask, double[] values) {
    if (mask.length != values.length) {
      throw new IllegalArgumentException(
          "tensor '%s' has %d entries, its mask %d: the mask belongs to another network"
              .formatted(tensor, values.length, mask.length));
    }
  }

  /** A state with pruned entries zero in values and in every optimizer slot. */
  public SparseState applyTo(SparseState state) {
    SparseState masked = state;
    Map<String, double[]> values = new TreeMap<>(state.values());
    for (String tensor : byTensor.keySet()) {
      values.computeIfPresent(tensor, this::masked);
      masked = masked.mapSlots(tensor, slot -> masked(tensor, slot));
    }
    return masked.withValues(values);
  }

  /** A memory with these masks in place of those it has. */
  public Map<String, double[]> into(Map<String, double[]> memory) {
    Map<String, double[]> replaced = new TreeMap<>(memory);
    replaced.keySet().removeIf(name -> name.startsWith(PREFIX));
    byTensor.forEach((tensor, mask) -> replaced.put(PREFIX + tensor, mask));
    return replaced;
  }

  /** Entries kept in a tensor. */
  public int kept(String tensor) {
    int kept = 0;
    for (double entry : of(tensor)) {
      kept += entry == 0 ? 0 : 1;
    }
    return kept;
  }

  /** Entries kept in all masked tensors together. */
  public long kept() {
    return byTensor.keySet().stream().mapToLong(this::kept).sum();
  }

  /** Entries of all masked tensors together. */
  public long size() {
    return byTensor.values().stream().mapToLong(mask -> mask.length).sum();
  }

  /** Share of entries kept, 1 where nothing is masked. */
  public double density() {
    return isEmpty() ? 1 : kept() / (double) size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Masks masks
        && byTensor.keySet().equals(masks.byTensor.keySet())
        && byTensor.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), masks.of(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return byTensor.keySet().hashCode();
  }

  @Override
  public String toString() {
    return "Masks[%d of %d kept in %s]".formatted(kept(), size(), byTensor.keySet());
  }
}
