package org.coinage.kernel;

/**
 * The order in which the panel kernels read a matrix {@code [depth][columns]}: full blocks of
 * {@link PanelKernels#block()} columns one after another, then blocks of {@link
 * PanelKernels#lanes()}, each {@code [depth][block]}; columns beyond the matrix hold zeros.
 *
 * @param depth rows
 * @param columns columns of the matrix
 * @param padded columns with padding, a multiple of the lanes
 * @param block columns of a full block
 * @param lanes columns of the rest
 */
public record PackedMatrix(int depth, int columns, int padded, int block, int lanes) {

  /** Strides of a multiple of so many floats put the rows of a panel on few sets of a cache. */
  private static final int COLLIDING = 256;

  private static final int SKEW = 16;

  /** The order for a matrix of the given size. */
  public static PackedMatrix of(PanelKernels kernels, int depth, int columns) {
    return new PackedMatrix(
        depth, columns, padded(kernels, columns), kernels.block(), kernels.lanes());
  }

  /** A number of features, padded. */
  public static int padded(PanelKernels kernels, int features) {
    return (features + kernels.lanes() - 1) / kernels.lanes() * kernels.lanes();
  }

  /** Floats from a row of a panel of so many features to the next. */
  public static int stride(PanelKernels kernels, int features) {
    int padded = padded(kernels, features);
    return padded % COLLIDING == 0 ? padded + SKEW : padded;
  }

  /** Floats the packed matrix takes. */
  public int size() {
    return depth * padded;
  }

  /**
   * Packs a row-major matrix times a factor.
   *
   * @param transposed whether the values are those of the transposed matrix, {@code
   *     [columns][depth]}
   * @param packed receives them from {@code packedAt} on; what pads them is left as it is
   */
  public void pack(
      double[] values, double factor, boolean transposed, float[] packed, int packedAt) {
    int rowStep = transposed ? 1 : columns;
    int columnStep = transposed ? depth : 1;
    for (int c = 0; c < columns; c++) {
      int wide = width(c);
      int at = packedAt + at(0, c);
      int from = c * columnStep;
      for (int row = 0; row < depth; row++) {
        packed[at + row * wide] = (float) (factor * values[from + row * rowStep]);
      }
    }
  }

  /**
   * Adds the first rows of a packed matrix times a factor to a row-major one; the reverse of {@link
   * #pack}.
   *
   * @param rows of the row-major matrix, at most the depth
   */
  public void addTo(
      float[] packed, int packedAt, double factor, boolean transposed, int rows, double[] values) {
    int rowStep = transposed ? 1 : columns;
    int columnStep = transposed ? rows : 1;
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < columns; c += width(c)) {
        int at = packedAt + at(row, c);
        int from = row * rowStep + c * columnStep;
        int wide = Math.min(width(c), columns - c);
        for (int j = 0; j < wide; j++) {
          values[from + j * columnStep] += factor * packed[at + j];
        }
      }
    }
  }

  /** Columns of the block that a column is in. */
  private int width(int column) {
    return column < padded / block * block ? block : lanes;
  }

  /** Where an element is. */
  public int at(int row, int column) {
    int full = padded / block * block;
    if (column < full) {
      return column / block * block * depth + row * block + column % block;
    }
    int rest = column - full;
    return full * depth + rest / lanes * lanes * depth + row * lanes + rest % lanes;
  }
}
