package org.coinage.field.vector;

/**
 * A gradient formed for all weights of which only those of weights that are not zero are given out.
 *
 * @param all the gradient
 * @param weights the weights {@code [out, in]}
 */
record MaskedGradient(LayerGradient all, double[] weights) implements LayerGradient {

  @Override
  public void clear() {
    all.clear();
  }

  @Override
  public void add(int rows, float[] memory, int cotangent, int input) {
    all.add(rows, memory, cotangent, input);
  }

  @Override
  public void addTo(double factor, double[] target) {
    double[] formed = new double[weights.length];
    all.addTo(factor, formed);
    for (int i = 0; i < formed.length; i++) {
      if (weights[i] != 0) {
        target[i] += formed[i];
      }
    }
  }
}
