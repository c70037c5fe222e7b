package org.coinage.field.vector;

/** A layer's weights as the kernels read them, in one direction. Immutable. */
interface LayerProduct {

  /** {@code out[p] = start + W in[p]} for each point of a panel. */
  void apply(int rows, float[] memory, int in, float[] start, int out);

  /** {@code out[p] += W in[p]} for each point of a panel. */
  void add(int rows, float[] memory, int in, int out);
}
