package org.coinage.field.vector;

import java.util.function.IntUnaryOperator;
import org.coinage.kernel.PackedMatrix;
import org.coinage.kernel.PanelKernels;

/** Directions as the dense kernels take them: packed to be multiplied by, and as rows. */
final class DenseDirections {

  private final PanelKernels kernels;
  private final int columns;
  private final PackedMatrix order;
  private final float[] packed;
  private final int stride;

  /**
   * Packed directions.
   *
   * @param columns of derivatives, padded
   * @param column where an entry of a direction is among them
   * @param directions {@code [directions, entries]}
   */
  DenseDirections(
      PanelKernels kernels, int columns, IntUnaryOperator column, double[]... directions) {
    this.kernels = kernels;
    this.columns = columns;
    this.order = PackedMatrix.of(kernels, /* depth= */ columns, /* columns= */ directions.length);
    this.packed = new float[order.size()];
    this.stride = PackedMatrix.stride(kernels, directions.length);
    for (int i = 0; i < directions.length; i++) {
      for (int j = 0; j < directions[i].length; j++) {
        packed[order.at(column.applyAsInt(j), i)] = (float) directions[i][j];
      }
    }
  }

  int stride() {
    return stride;
  }

  /** Derivatives along the directions: rows of derivatives with respect to columns, projected. */
  void product(int rows, float[] derivatives, int derivativesStride, float[] out) {
    kernels.product(
        rows,
        columns,
        order.padded(),
        derivatives,
        0,
        derivativesStride,
        packed,
        0,
        new float[order.padded()],
        0,
        0,
        out,
        0,
        stride);
  }

  /** {@code [columns][stride]}. */
  float[] rows() {
    float[] rows = new float[columns * stride];
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < order.columns(); j++) {
        rows[i * stride + j] = packed[order.at(i, j)];
      }
    }
    return rows;
  }
}
