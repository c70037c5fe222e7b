package org.coinage.entropy;

import java.util.Arrays;

/**
 * How the codes of one signal lie: on a grid of patches, in row-major order, the last axis fastest.
 * Says which codes before a patch's are its neighbours. Immutable.
 *
 * <p>Neighbours have slots, the same for every rank: 0 is the previous patch along the last axis
 * (left), 1 along the last but one (above), 2 and 3 the diagonal ones of these two axes (above
 * left, above right), and from 4 on the previous patch along each further axis, going outwards.
 */
public final class PatchGrid {

  /** Most axes of a grid. */
  public static final int MAX_RANK = 8;

  static final int LEFT = 0;
  static final int ABOVE = 1;

  /** Slots of a grid of {@link #MAX_RANK}. */
  static final int MAX_SLOTS = MAX_RANK + 2;

  private static final int ABOVE_LEFT = 2;
  private static final int ABOVE_RIGHT = 3;

  private final int[] extents;
  private final int count;

  private PatchGrid(int... extents) {
    this.extents = extents;
    if (extents.length < 1 || extents.length > MAX_RANK) {
      throw new IllegalArgumentException(
          "patch grid: " + extents.length + " axes; expected 1 to " + MAX_RANK);
    }
    long product = 1;
    for (int extent : extents) {
      product *= extent;
      if (extent < 1 || product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "patch grid: "
                + Arrays.toString(extents)
                + "; expected extents of at least 1 with less than 2^31 patches together");
      }
    }
    this.count = (int) product;
  }

  /** A grid with so many patches along each axis. */
  public static PatchGrid of(int... extents) {
    return new PatchGrid(extents.clone());
  }

  /** The grid of a signal in one piece: a code without neighbours. */
  public static PatchGrid single() {
    return new PatchGrid(1);
  }

  /** Codes of one signal. */
  public int count() {
    return count;
  }

  /** Slots that some patch of such a grid can have a neighbour in. */
  int slots() {
    return extents.length == 1 ? 1 : extents.length + 2;
  }

  /**
   * How many codes before that of patch {@code index} the code of its neighbour lies; 0 where there
   * is none.
   */
  int back(int index, int slot) {
    int rank = extents.length;
    if (slot >= slots()) {
      return 0;
    }
    if (slot != ABOVE_LEFT && slot != ABOVE_RIGHT) {
      int axis = slot <= ABOVE ? rank - 1 - slot : rank + 1 - slot;
      int stride = 1;
      for (int i = rank - 1; i > axis; i--) {
        stride *= extents[i];
      }
      return index / stride % extents[axis] > 0 ? stride : 0;
    }
    int columns = extents[rank - 1];
    int column = index % columns;
    boolean exists =
        index / columns % extents[rank - 2] > 0
            && (slot == ABOVE_LEFT ? column > 0 : column < columns - 1);
    return exists ? columns + (slot == ABOVE_LEFT ? 1 : -1) : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PatchGrid grid && Arrays.equals(extents, grid.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  @Override
  public String toString() {
    return "PatchGrid" + Arrays.toString(extents);
  }
}
