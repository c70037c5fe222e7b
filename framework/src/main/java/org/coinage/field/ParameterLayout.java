package org.coinage.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names, shapes and order of a set of tensors. The SIREN's tensors carry COIN++'s PyTorch names
 * ({@code net.0.linear.weight}, ..., {@code last_layer.linear.bias}), so that models exchange
 * without a translation table. Immutable.
 */
public final class ParameterLayout {

  /**
   * One named tensor, row-major.
   *
   * @param name unique in its layout
   * @param shape extents, empty for a scalar
   */
  public record Tensor(String name, List<Integer> shape) {

    /** Freezes the shape. */
    public Tensor {
      shape = List.copyOf(shape);
    }

    /** Number of entries. */
    public int size() {
      int size = 1;
      for (int extent : shape) {
        size = Math.multiplyExact(size, extent);
      }
      return size;
    }
  }

  private final List<Tensor> tensors;
  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final int size;

  /** A layout of the given tensors in the given order. */
  public ParameterLayout(List<Tensor> tensors) {
    this.tensors = List.copyOf(tensors);
    int total = 0;
    for (Tensor tensor : this.tensors) {
      if (indices.put(tensor.name(), indices.size()) != null) {
        throw new IllegalArgumentException("two tensors are named '" + tensor.name() + "'");
      }
      total = Math.addExact(total, tensor.size());
    }
    size = total;
  }

  /** A tensor description. */
  public static Tensor tensor(String name, int... shape) {
    return new Tensor(name, Arrays.stream(shape).boxed().toList());
  }

  /** The tensors in order. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** Number of entries of all tensors together. */
  public int size() {
    return size;
  }

  /** Whether a tensor of that name is part of the layout. */
  public boolean contains(String name) {
    return indices.containsKey(name);
  }

  /**
   * Position of a tensor in the order.
   *
   * @throws IllegalArgumentException naming the known tensors if there is none of that name
   */
  public int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "no tensor '" + name + "'; there are " + String.join(", ", indices.keySet()));
    }
    return index;
  }

  /** This layout followed by further tensors. */
  public ParameterLayout plus(List<Tensor> more) {
    List<Tensor> all = new ArrayList<>(tensors);
    all.addAll(more);
    return new ParameterLayout(all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterLayout that && tensors.equals(that.tensors);
  }

  @Override
  public int hashCode() {
    return tensors.hashCode();
  }

  @Override
  public String toString() {
    return tensors.toString();
  }
}
