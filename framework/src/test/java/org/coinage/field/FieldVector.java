package org.coinage.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The entries of field tensors as one vector, for differences. */
final class FieldVector {

  /** Step of the differences: their error, near 1e-4^4, is below the rounding of binary64. */
  private static final double STEP = 1e-4;

  private FieldVector() {}

  /** The tensors that are present: weights and biases by layer, then scales, then shifts. */
  static List<double[]> tensors(FieldTensors of) {
    List<double[]> all = new ArrayList<>();
    for (double[][] part : new double[][][] {of.weights(), of.biases(), of.scales(), of.shifts()}) {
      if (part != null) {
        all.addAll(List.of(part));
      }
    }
    return all;
  }

  /** {@code psi + factor direction}; what the direction lacks stays. */
  static FieldTensors moved(FieldTensors psi, double factor, FieldTensors direction) {
    return new FieldTensors(
        moved(psi.weights(), factor, direction.weights()),
        moved(psi.biases(), factor, direction.biases()),
        moved(psi.scales(), factor, direction.scales()),
        moved(psi.shifts(), factor, direction.shifts()));
  }

  private static double[][] moved(double[][] part, double factor, double[][] direction) {
    if (part == null || direction == null) {
      return part;
    }
    double[][] result = new double[part.length][];
    for (int l = 0; l < part.length; l++) {
      result[l] = part[l].clone();
      for (int i = 0; i < result[l].length; i++) {
        result[l][i] += factor * direction[l][i];
      }
    }
    return result;
  }

  /** Sum of products over the tensors both have. */
  static double dot(FieldTensors a, FieldTensors b) {
    double sum = 0;
    List<double[]> left = tensors(a);
    List<double[]> right = tensors(b);
    for (int t = 0; t < left.size(); t++) {
      for (int i = 0; i < left.get(t).length; i++) {
        sum += left.get(t)[i] * right.get(t)[i];
      }
    }
    return sum;
  }

  /** Derivative at 0 of a vector-valued function, by five points. */
  static double[] derivative(Function<Double, double[]> of) {
    double[] near = difference(of.apply(STEP), of.apply(-STEP));
    double[] far = difference(of.apply(2 * STEP), of.apply(-2 * STEP));
    double[] result = new double[near.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (8 * near[i] - far[i]) / (12 * STEP);
    }
    return result;
  }

  private static double[] difference(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = a[i] - b[i];
    }
    return result;
  }

  /** All entries of the present tensors, in the order of {@link #tensors}. */
  static double[] flatten(FieldTensors of) {
    return tensors(of).stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
