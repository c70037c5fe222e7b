package org.coinage.kernel;

/** A block of points on its way through the layers of a {@link PackedSiren}. Not thread-safe. */
interface LayerBlock {

  /** Points of a full block. */
  int SIZE = 64;

  /**
   * Takes the next points.
   *
   * @param coordinates {@code [points, inputDim]} of all points
   * @param firstPoint of this block
   * @param points in this block, at most {@link #SIZE}
   */
  void begin(float[] coordinates, int firstPoint, int points);

  /**
   * Goes through a sine layer.
   *
   * @param weights in the order of this kind of block
   * @param gains per unit; {@code null} means 1, and no offsets
   */
  void sineLayer(int layer, float[] weights, float[] start, float[] gains, float[] offsets);

  /**
   * Goes through the output layer.
   *
   * @param out {@code [points, channels]} of all points
   */
  void output(float[] weights, float[] start, float[] out);
}
