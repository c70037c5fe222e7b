package org.coinage.signal;

/**
 * How a grid is cut into equal patches that do not overlap: the patches lie in row-major order, the
 * first at the origin, and the last of an axis may reach beyond the grid. Immutable.
 *
 * @param full the grid that is cut
 * @param patch the grid of one patch; may be larger than {@code full} along any axis
 */
public record PatchLayout(GridShape full, GridShape patch) {

  /** Checks that both grids have the same axes. */
  public PatchLayout {
    if (full.rank() != patch.rank()) {
      throw new IllegalArgumentException(
          "patch "
              + patch
              + " has "
              + patch.rank()
              + " axes, the grid "
              + full
              + " has "
              + full.rank());
    }
  }

  /** Number of patches along each axis. */
  public GridShape grid() {
    int[] extents = new int[full.rank()];
    for (int axis = 0; axis < extents.length; axis++) {
      extents[axis] = (full.extent(axis) - 1) / patch.extent(axis) + 1;
    }
    return GridShape.of(extents);
  }

  /** Number of patches. */
  public int count() {
    return grid().points();
  }

  /** Number of points along an axis that the last patch has beyond the grid. */
  public int padding(int axis) {
    int extent = patch.extent(axis);
    return (extent - full.extent(axis) % extent) % extent;
  }

  /** Whether the patches cover the grid exactly. */
  public boolean isExact() {
    for (int axis = 0; axis < full.rank(); axis++) {
      if (padding(axis) != 0) {
        return false;
      }
    }
    return true;
  }
}
