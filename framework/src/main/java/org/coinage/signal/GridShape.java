package org.coinage.signal;

import java.util.Arrays;

/**
 * Extents of a regular grid of points, slowest axis first: an image is {@code [rows, columns]}.
 * Immutable.
 */
public final class GridShape {

  /** No axis may be longer; guards arithmetic on shapes read from files. */
  public static final int MAX_EXTENT = 1 << 24;

  private final int[] extents;

  private GridShape(int[] extents) {
    this.extents = extents;
  }

  /**
   * A grid of the given extents.
   *
   * @throws IllegalArgumentException if there is no axis, an extent is not in [1, {@value
   *     #MAX_EXTENT}], or the number of points exceeds 2^31 - 1
   */
  public static GridShape of(int... extents) {
    if (extents.length == 0) {
      throw new IllegalArgumentException("a grid needs at least one axis");
    }
    long points = 1;
    for (int extent : extents) {
      if (extent < 1 || extent > MAX_EXTENT) {
        throw new IllegalArgumentException(
            "grid extent " + extent + " must be in [1, " + MAX_EXTENT + "]");
      }
      points *= extent;
      if (points > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "grid " + Arrays.toString(extents) + " has more than 2^31 - 1 points");
      }
    }
    return new GridShape(extents.clone());
  }

  /** Number of axes. */
  public int rank() {
    return extents.length;
  }

  /** Number of points along an axis, axis 0 being the slowest. */
  public int extent(int axis) {
    return extents[axis];
  }

  /** A copy of all extents. */
  public int[] extents() {
    return extents.clone();
  }

  /** Number of points of the whole grid. */
  public int points() {
    int points = 1;
    for (int extent : extents) {
      points *= extent;
    }
    return points;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GridShape that && Arrays.equals(extents, that.extents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(extents);
  }

  /** Extents joined by a cross, as in {@code 32x32}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int extent : extents) {
      text.append(text.isEmpty() ? "" : "x").append(extent);
    }
    return text.toString();
  }
}
