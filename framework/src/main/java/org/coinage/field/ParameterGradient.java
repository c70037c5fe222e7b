package org.coinage.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A gradient with respect to outer parameters while it is summed: tensors, and outer products of
 * vectors that are formed only at the end. Over a batch of signals the gradient of a linear map is
 * a sum of a few dozen of these, far smaller than the map. Not thread-safe.
 */
public final class ParameterGradient {

  /** Products formed together: the matrix goes through the processor once for all of them. */
  private static final int TOGETHER = 4;

  private record OuterProduct(int tensor, double factor, double[] u, double[] v) {}

  private final ParameterLayout layout;
  private final double[][] tensors;
  private final List<OuterProduct> products = new ArrayList<>();

  /** All zeros. */
  public ParameterGradient(ParameterLayout layout) {
    this.layout = layout;
    this.tensors = new double[layout.tensors().size()][];
  }

  /** The names and shapes. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Values of a tensor, row-major, to be added to; its outer products are not in it. */
  public double[] tensor(String name) {
    return tensor(layout.index(name));
  }

  private double[] tensor(int index) {
    if (tensors[index] == null) {
      tensors[index] = new double[layout.tensors().get(index).size()];
    }
    return tensors[index];
  }

  /**
   * Adds {@code factor u v^T} to a tensor {@code [u.length, v.length]}.
   *
   * @param u kept, must not be modified afterwards
   * @param v kept, must not be modified afterwards
   */
  public void addOuter(String name, double factor, double[] u, double[] v) {
    int tensor = layout.index(name);
    if (u.length * v.length != layout.tensors().get(tensor).size()) {
      throw new IllegalArgumentException(
          "tensor '"
              + name
              + "' has "
              + layout.tensors().get(tensor).size()
              + " entries, an outer product "
              + u.length
              + " times "
              + v.length);
    }
    products.add(new OuterProduct(tensor, factor, u, v));
  }

  /** Adds {@code factor} times another gradient of the same layout. */
  public void add(double factor, ParameterGradient other) {
    if (!layout.equals(other.layout)) {
      throw new IllegalArgumentException("the layouts differ");
    }
    for (int i = 0; i < tensors.length; i++) {
      if (other.tensors[i] != null) {
        double[] mine = tensor(i);
        double[] theirs = other.tensors[i];
        for (int j = 0; j < mine.length; j++) {
          mine[j] += factor * theirs[j];
        }
      }
    }
    for (OuterProduct product : other.products) {
      products.add(
          new OuterProduct(product.tensor(), factor * product.factor(), product.u(), product.v()));
    }
  }

  /** Sets everything to zero, in place. */
  public void clear() {
    for (double[] tensor : tensors) {
      if (tensor != null) {
        Arrays.fill(tensor, 0);
      }
    }
    products.clear();
  }

  /**
   * The gradient with all products formed; shares memory with this, which is not usable any more.
   */
  public Parameters formed() {
    for (int i = 0; i < tensors.length; i++) {
      int index = i;
      double[] matrix = tensor(i);
      List<OuterProduct> own =
          products.stream().filter(product -> product.tensor() == index).toList();
      for (int from = 0; from < own.size(); from += TOGETHER) {
        form(own.subList(from, Math.min(from + TOGETHER, own.size())), matrix);
      }
    }
    products.clear();
    return Parameters.ofTensors(layout, tensors);
  }

  private static void form(List<OuterProduct> own, double[] matrix) {
    OuterProduct a = own.get(0);
    OuterProduct b = own.size() > 1 ? own.get(1) : none(a);
    OuterProduct c = own.size() > 2 ? own.get(2) : none(a);
    OuterProduct d = own.size() > 3 ? own.get(3) : none(a);
    for (int i = 0; i < a.u().length; i++) {
      addRow(
          matrix,
          i * a.v().length,
          a.factor() * a.u()[i],
          a.v(),
          b.factor() * b.u()[i],
          b.v(),
          c.factor() * c.u()[i],
          c.v(),
          d.factor() * d.u()[i],
          d.v());
    }
  }

  /** A product that adds nothing. */
  private static OuterProduct none(OuterProduct like) {
    return new OuterProduct(like.tensor(), 0, new double[like.u().length], like.v());
  }

  /** A method of its own so that compilers vectorise its loop. */
  private static void addRow(
      double[] matrix,
      int at,
      double a,
      double[] av,
      double b,
      double[] bv,
      double c,
      double[] cv,
      double d,
      double[] dv) {
    for (int j = 0; j < av.length; j++) {
      matrix[at + j] += (a * av[j] + b * bv[j]) + (c * cv[j] + d * dv[j]);
    }
  }
}
