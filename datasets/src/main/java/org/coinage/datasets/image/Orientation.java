package org.coinage.datasets.image;

import java.util.Optional;

/**
 * How a stored raster has to be turned to be upright, in the order of EXIF's tag 0x0112, which says
 * where the stored row 0 and column 0 belong.
 */
enum Orientation {
  /** 1: row 0 is the top, column 0 the left. */
  UPRIGHT(false, false, false),
  /** 2: top, right. */
  MIRRORED(false, false, true),
  /** 3: bottom, right. */
  UPSIDE_DOWN(false, true, true),
  /** 4: bottom, left. */
  FLIPPED(false, true, false),
  /** 5: left, top. */
  TRANSPOSED(true, false, false),
  /** 6: right, top; the camera was turned to the left. */
  TURN_RIGHT(true, true, false),
  /** 7: right, bottom. */
  TRANSVERSED(true, true, true),
  /** 8: left, bottom. */
  TURN_LEFT(true, false, true);

  private final boolean swapped;
  private final boolean rowsReversed;
  private final boolean columnsReversed;

  Orientation(boolean swapped, boolean rowsReversed, boolean columnsReversed) {
    this.swapped = swapped;
    this.rowsReversed = rowsReversed;
    this.columnsReversed = columnsReversed;
  }

  /** The orientation of a tag value 1 to 8. */
  static Optional<Orientation> ofExif(int value) {
    return value >= 1 && value <= 8 ? Optional.of(values()[value - 1]) : Optional.empty();
  }

  /** Whether upright rows are stored columns. */
  boolean swapsAxes() {
    return swapped;
  }

  /** Stored row of a pixel of the upright image. */
  int storedRow(int row, int column, int storedHeight) {
    int along = swapped ? column : row;
    return rowsReversed ? storedHeight - 1 - along : along;
  }

  /** Stored column of a pixel of the upright image. */
  int storedColumn(int row, int column, int storedWidth) {
    int along = swapped ? row : column;
    return columnsReversed ? storedWidth - 1 - along : along;
  }
}
