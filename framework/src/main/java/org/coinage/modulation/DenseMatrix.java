package org.coinage.modulation;

import java.util.random.RandomGenerator;

/**
 * Products with row-major matrices, {@code [rows, columns]}. Every result element is one chain of
 * multiplications and additions in index order; blocks of rows only hide the latency of the chains.
 */
final class DenseMatrix {

  private DenseMatrix() {}

  /** {@code start + A x}, each element starting its sum from {@code start}. */
  static double[] multiplyAdd(double[] matrix, double[] x, double[] start) {
    int rows = start.length;
    int columns = x.length;
    double[] result = new double[rows];
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int at0 = i * columns;
      int at1 = at0 + columns;
      int at2 = at1 + columns;
      int at3 = at2 + columns;
      double sum0 = start[i];
      double sum1 = start[i + 1];
      double sum2 = start[i + 2];
      double sum3 = start[i + 3];
      for (int j = 0; j < columns; j++) {
        double value = x[j];
        sum0 += matrix[at0 + j] * value;
        sum1 += matrix[at1 + j] * value;
        sum2 += matrix[at2 + j] * value;
        sum3 += matrix[at3 + j] * value;
      }
      result[i] = sum0;
      result[i + 1] = sum1;
      result[i + 2] = sum2;
      result[i + 3] = sum3;
    }
    for (; i < rows; i++) {
      double sum = start[i];
      for (int j = 0; j < columns; j++) {
        sum += matrix[i * columns + j] * x[j];
      }
      result[i] = sum;
    }
    return result;
  }

  /** {@code A x} for a matrix of {@code rows} rows. */
  static double[] multiply(double[] matrix, double[] x, int rows) {
    return multiplyAdd(matrix, x, new double[rows]);
  }

  /** {@code A^T y} for a matrix of {@code columns} columns. */
  static double[] multiplyTransposed(double[] matrix, double[] y, int columns) {
    double[] result = new double[columns];
    int i = 0;
    for (; i + 4 <= y.length; i += 4) {
      addRows(matrix, i * columns, y[i], y[i + 1], y[i + 2], y[i + 3], result);
    }
    for (; i < y.length; i++) {
      addRows(matrix, i * columns, y[i], result);
    }
    return result;
  }

  /** Four rows at a time; a method of its own so that compilers vectorise its loop. */
  private static void addRows(
      double[] matrix, int at, double y0, double y1, double y2, double y3, double[] result) {
    int columns = result.length;
    int at1 = at + columns;
    int at2 = at1 + columns;
    int at3 = at2 + columns;
    for (int j = 0; j < columns; j++) {
      double sum = result[j];
      sum += y0 * matrix[at + j];
      sum += y1 * matrix[at1 + j];
      sum += y2 * matrix[at2 + j];
      sum += y3 * matrix[at3 + j];
      result[j] = sum;
    }
  }

  private static void addRows(double[] matrix, int at, double y0, double[] result) {
    for (int j = 0; j < result.length; j++) {
      result[j] += y0 * matrix[at + j];
    }
  }

  /** Adds {@code factor source} to {@code target}. */
  static void add(double factor, double[] source, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * source[i];
    }
  }

  /** PyTorch's default initialisation of a linear layer: U(-1/sqrt(in), 1/sqrt(in)) for all. */
  static void initialize(double[] values, int in, RandomGenerator random) {
    double range = 1 / StrictMath.sqrt(in);
    for (int i = 0; i < values.length; i++) {
      values[i] = range * (2 * random.nextDouble() - 1);
    }
  }
}
