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

  /** The order for a matrix of the given size. */
  public static PackedMatrix of(PanelKernels kernels, int depth, int columns) {
    return new PackedMatrix(
        depth, columns, padded(kernels, columns), kernels.block(), kernels.lanes());
  }

  /** A number of features, padded. */
  public static int padded(PanelKernels kernels, int features) {
    return (features + kernels.lanes() - 1) / kernels.lanes() * kernels.lanes();
  }

  /** Floats the packed matrix takes. */
  public int size() {
    return depth * padded;
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
