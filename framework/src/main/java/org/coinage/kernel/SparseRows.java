package org.coinage.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The entries of a matrix that are not zero, row by row in the order of columns (CSR).
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param starts where each row begins, and the last one ends, {@code [rows + 1]}
 * @param column of each entry
 * @param value of each entry
 */
public record SparseRows(int rows, int columns, int[] starts, int[] column, float[] value) {

  /**
   * The share of weights that are not zero, below which sparse kernels do a field faster than dense
   * ones; measured on whole outer steps.
   */
  private static final double DENSITY = 0.35;

  /**
   * Entries of a row-major matrix times a factor; those that are zero before are left out.
   *
   * @param transposed whether the values are those of the transposed matrix, {@code
   *     [columns][rows]}
   */
  public static SparseRows of(
      double[] values, double factor, int rows, int columns, boolean transposed) {
    return gather(
        rows,
        columns,
        (row, c) -> transposed ? values[c * rows + row] : values[row * columns + c],
        factor);
  }

  /** Entries of a row-major matrix. */
  static SparseRows of(float[] values, int rows, int columns) {
    return gather(rows, columns, (row, c) -> values[row * columns + c], 1);
  }

  private interface Matrix {
    double at(int row, int column);
  }

  private static SparseRows gather(int rows, int columns, Matrix matrix, double factor) {
    int[] starts = new int[rows + 1];
    int[] column = new int[rows * columns];
    float[] value = new float[rows * columns];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < columns; c++) {
        double entry = matrix.at(row, c);
        if (entry != 0) {
          column[next] = c;
          value[next++] = (float) (factor * entry);
        }
      }
      starts[row + 1] = next;
    }
    return new SparseRows(
        rows, columns, starts, Arrays.copyOf(column, next), Arrays.copyOf(value, next));
  }

  /**
   * Whether a field is faster by its entries alone: few weights between its sine layers are not
   * zero. The first and the last layer, small beside the others, do not count.
   *
   * @param weights per layer
   */
  public static boolean pay(double[][] weights) {
    return pay(weights.length, l -> weights[l].length, (l, i) -> weights[l][i]);
  }

  /** The same of packed weights. */
  static boolean pay(float[][] weights) {
    return pay(weights.length, l -> weights[l].length, (l, i) -> weights[l][i]);
  }

  /** Whether so few entries of a matrix are not zero that products with it are faster by them. */
  public static boolean fewIn(double[]... matrix) {
    long all = 0;
    long entries = 0;
    for (double[] row : matrix) {
      all += row.length;
      for (double entry : row) {
        entries += entry == 0 ? 0 : 1;
      }
    }
    return entries < DENSITY * all;
  }

  private static boolean pay(int layers, IntUnaryOperator size, Matrix weight) {
    long all = 0;
    long entries = 0;
    for (int l = 1; l < layers - 1; l++) {
      all += size.applyAsInt(l);
      for (int i = 0; i < size.applyAsInt(l); i++) {
        entries += weight.at(l, i) == 0 ? 0 : 1;
      }
    }
    return entries < DENSITY * all;
  }

  /** Number of entries. */
  public int entries() {
    return column.length;
  }
}
