package org.coinage.sparsity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Units of a sine layer that do nothing a bias could not do. A unit whose incoming weights are all
 * zero still puts out {@code sin(w0 a)} with a constant argument a; that constant goes into the
 * next bias, after which nothing goes out of the unit. Where a code moves the unit's shift or
 * scale, the output is not constant and the unit stays. Exact up to rounding.
 *
 * <p>A unit that nothing goes out of, which is what a closed gate after its sine leaves, needs
 * nothing that goes in: {@link #clearUnused}.
 */
public final class DeadUnits {

  /** Constants of units as far as they have one, before the frequency factor. */
  @FunctionalInterface
  public interface Modulation {

    /**
     * The argument that a bias becomes under modulation, e.g. {@code scale * bias + shift}; empty
     * where it depends on the code.
     */
    OptionalDouble argument(int layer, int unit, double bias);

    /** No modulation: the argument is the bias. */
    static Modulation none() {
      return (layer, unit, bias) -> OptionalDouble.of(bias);
    }
  }

  private DeadUnits() {}

  /**
   * Folds dead units in place, from the first layer to the last, for folding one may leave another
   * without inputs.
   *
   * @param weights per layer, {@code [out, in]} row-major, the linear output layer last
   * @param biases per layer
   * @param frequencies factor of each sine layer
   * @param modulation of the sine layers
   * @return number of units folded
   */
  public static int fold(
      double[][] weights, double[][] biases, double[] frequencies, Modulation modulation) {
    if (biases.length != weights.length || frequencies.length != weights.length - 1) {
      throw new IllegalArgumentException(
          "%d layers of weights need as many biases and one frequency fewer, found %d and %d"
              .formatted(weights.length, biases.length, frequencies.length));
    }
    int folded = 0;
    for (int l = 0; l < frequencies.length; l++) {
      int units = biases[l].length;
      for (int unit = 0; unit < units; unit++) {
        OptionalDouble argument = modulation.argument(l, unit, biases[l][unit]);
        if (argument.isPresent()
            && isZeroRow(weights[l], units, unit)
            && isUsed(weights[l + 1], units, unit)) {
          double output = StrictMath.sin(frequencies[l] * argument.getAsDouble());
          moveIntoBias(weights[l + 1], biases[l + 1], units, unit, output);
          folded++;
        }
      }
    }
    return folded;
  }

  /**
   * Clears in place what goes into units that nothing goes out of, from the last layer to the
   * first, for clearing one may leave another without an output. Exact.
   *
   * @param weights as {@link #fold} takes them
   * @param biases as {@link #fold} takes them
   * @return the units of each sine layer that nothing goes out of
   */
  public static List<BitSet> clearUnused(double[][] weights, double[][] biases) {
    List<BitSet> unused = new ArrayList<>();
    for (int l = weights.length - 2; l >= 0; l--) {
      int units = biases[l].length;
      int columns = weights[l].length / units;
      BitSet ofLayer = new BitSet(units);
      for (int unit = 0; unit < units; unit++) {
        if (!isUsed(weights[l + 1], units, unit)) {
          ofLayer.set(unit);
          Arrays.fill(weights[l], unit * columns, (unit + 1) * columns, 0);
          biases[l][unit] = 0;
        }
      }
      unused.add(0, ofLayer);
    }
    return unused;
  }

  private static boolean isZeroRow(double[] weights, int rows, int row) {
    int columns = weights.length / rows;
    for (int j = row * columns; j < (row + 1) * columns; j++) {
      if (weights[j] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUsed(double[] next, int columns, int unit) {
    for (int j = unit; j < next.length; j += columns) {
      if (next[j] != 0) {
        return true;
      }
    }
    return false;
  }

  private static void moveIntoBias(
      double[] next, double[] bias, int columns, int unit, double output) {
    for (int row = 0; row < bias.length; row++) {
      bias[row] += next[row * columns + unit] * output;
      next[row * columns + unit] = 0;
    }
  }
}
