package org.coinage.field;

import java.util.Arrays;

/**
 * Values of the tensors of a {@link ParameterLayout}: outer parameters, or a finished gradient with
 * respect to them ({@link ParameterGradient} is one that is being summed). Held in binary64
 * whatever an engine computes in; a mint stores them as binary32.
 *
 * <p>Outer parameters are replaced, never modified, once an engine has seen them: engines recognise
 * unchanged arrays by identity and keep their packed form.
 */
public final class Parameters {

  private final ParameterLayout layout;
  private final double[][] tensors;

  private Parameters(ParameterLayout layout, double[][] tensors) {
    this.layout = layout;
    this.tensors = tensors;
  }

  /** All zeros. */
  public static Parameters zeros(ParameterLayout layout) {
    double[][] tensors = new double[layout.tensors().size()][];
    for (int i = 0; i < tensors.length; i++) {
      tensors[i] = new double[layout.tensors().get(i).size()];
    }
    return new Parameters(layout, tensors);
  }

  /** Values from one array in layout order, copied. */
  public static Parameters ofFlat(ParameterLayout layout, double[] flat) {
    if (flat.length != layout.size()) {
      throw new IllegalArgumentException(
          "the layout has " + layout.size() + " entries, found " + flat.length);
    }
    Parameters parameters = zeros(layout);
    int offset = 0;
    for (double[] tensor : parameters.tensors) {
      System.arraycopy(flat, offset, tensor, 0, tensor.length);
      offset += tensor.length;
    }
    return parameters;
  }

  /** Takes over one array per tensor, each as long as its tensor. */
  static Parameters ofTensors(ParameterLayout layout, double[][] tensors) {
    return new Parameters(layout, tensors);
  }

  /** The names and shapes. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Values of a tensor, row-major; shared, not copied. */
  public double[] tensor(String name) {
    return tensors[layout.index(name)];
  }

  /** Values of the tensor at a position of the layout; shared, not copied. */
  public double[] tensor(int index) {
    return tensors[index];
  }

  /** All values in layout order, copied. */
  public double[] flatten() {
    double[] flat = new double[layout.size()];
    int offset = 0;
    for (double[] tensor : tensors) {
      System.arraycopy(tensor, 0, flat, offset, tensor.length);
      offset += tensor.length;
    }
    return flat;
  }

  /** A deep copy. */
  public Parameters copy() {
    double[][] copies = new double[tensors.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = tensors[i].clone();
    }
    return new Parameters(layout, copies);
  }

  /**
   * These values in a wider layout: tensors of the same name keep their values, new ones are zero.
   *
   * @throws IllegalArgumentException if a tensor of this layout is missing or has another size
   */
  public Parameters widen(ParameterLayout wider) {
    Parameters widened = zeros(wider);
    for (ParameterLayout.Tensor tensor : layout.tensors()) {
      double[] target = widened.tensor(tensor.name());
      double[] source = tensor(tensor.name());
      if (target.length != source.length) {
        throw new IllegalArgumentException(
            "tensor '"
                + tensor.name()
                + "' has "
                + source.length
                + " entries, the wider layout "
                + target.length);
      }
      System.arraycopy(source, 0, target, 0, source.length);
    }
    return widened;
  }

  /** Adds {@code factor * other} entry by entry. */
  public void add(double factor, Parameters other) {
    if (!layout.equals(other.layout)) {
      throw new IllegalArgumentException("the layouts differ");
    }
    for (int i = 0; i < tensors.length; i++) {
      double[] mine = tensors[i];
      double[] theirs = other.tensors[i];
      for (int j = 0; j < mine.length; j++) {
        mine[j] += factor * theirs[j];
      }
    }
  }

  /** These values, each rounded to the nearest binary32 number. */
  public Parameters roundedToFloat() {
    double[] flat = flatten();
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) flat[i];
    }
    return ofFlat(layout, flat);
  }

  /** Whether every entry is a finite number. */
  public boolean isFinite() {
    return Arrays.stream(tensors).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }
}
