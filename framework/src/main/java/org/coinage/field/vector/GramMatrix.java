package org.coinage.field.vector;

import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;

/**
 * A sum of products {@code A^T B} that is known to be symmetric, as {@code J^T J} is: of it little
 * more than the upper half is computed. Not thread-safe.
 */
final class GramMatrix {

  private final PanelKernels kernels;
  private final PackedMatrix order;
  private final int size;
  private final float[] sum;

  /**
   * A matrix of zeros.
   *
   * @param size multiple of the kernels' lanes, and of 4
   */
  GramMatrix(PanelKernels kernels, int size) {
    this.kernels = kernels;
    this.size = size;
    this.order = PackedMatrix.of(kernels, size, size);
    this.sum = new float[order.size()];
  }

  /** Adds {@code A^T A}, with A {@code [rows][stride]}. */
  void add(int rows, float[] a, int stride) {
    add(rows, a, stride, a, stride);
  }

  /** Adds {@code A^T B}, symmetric. */
  void add(int rows, float[] a, int aStride, float[] b, int bStride) {
    int block = kernels.block();
    int column = 0;
    for (; column + block <= size; column += block) {
      kernels.outerProducts(
          rows, column + block, block, a, 0, aStride, b, column, bStride, sum, column * size);
    }
    if (column < size) {
      kernels.outerProducts(
          rows, size, size - column, a, 0, aStride, b, column, bStride, sum, column * size);
    }
  }

  /** An entry. */
  float at(int row, int column) {
    return sum[order.at(Math.min(row, column), Math.max(row, column))];
  }

  /** All entries, {@code [rows][stride]}, with zeros where they end. */
  float[] rows(int rows, int stride) {
    float[] all = new float[rows * stride];
    for (int row = 0; row < size; row++) {
      for (int column = row; column < size; column++) {
        float value = sum[order.at(row, column)];
        all[row * stride + column] = value;
        all[column * stride + row] = value;
      }
    }
    return all;
  }
}
