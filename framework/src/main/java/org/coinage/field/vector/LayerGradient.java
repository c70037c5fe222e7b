package org.coinage.field.vector;

/** The gradient with respect to a layer's weights while it is summed. Not thread-safe. */
interface LayerGradient {

  /** Empties the sum. */
  void clear();

  /** Adds {@code sum over points of cotangent input^T}, by where their panels begin. */
  void add(int rows, float[] memory, int cotangent, int input);

  /** Adds the sum times a factor to a matrix {@code [out, in]}. */
  void addTo(double factor, double[] weights);
}
