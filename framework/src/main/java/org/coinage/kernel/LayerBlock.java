package org.coinage.kernel;

/** A block of points on its way through the layers of a {@link PackedSiren}. Not thread-safe. */
interface LayerBlock {

  /** Points of a full block where nothing asks for another number. */
  int SIZE = 64;

  /** Points of a full block. */
  int size();

  /** One number per feature as this kind of block takes them. */
  float[] row(float[] values);

  /**
   * Takes the next points.
   *
   * @param coordinates {@code [points, inputDim]} of all points
   * @param firstPoint of this block
   * @param points in this block, at most {@link #size()}
   */
  void begin(float[] coordinates, int firstPoint, int points);

  /**
   * Goes through a sine layer.
   *
   * @param start per unit, where sums start; a {@link #row}, as are the next two
   * @param gains per unit; {@code null} means 1, and no offsets
   */
  void sineLayer(int layer, float[] start, float[] gains, float[] offsets);

  /**
   * Goes through the output layer.
   *
   * @param out {@code [points, channels]} of all points
   */
  void output(float[] start, float[] out);
}
