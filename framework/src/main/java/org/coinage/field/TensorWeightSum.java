package org.coinage.field;

/** A sum of weight gradients in plain tensors. Not thread-safe. */
final class TensorWeightSum implements WeightSum {

  private final double[][] selected;
  private final double[][] weights;
  private final double[][] biases;

  /**
   * An empty sum.
   *
   * @param nonzero weights whose zeros take no part; {@code null} if all do
   */
  TensorWeightSum(SirenArchitecture architecture, double[][] nonzero) {
    int layers = architecture.layers();
    selected = nonzero;
    weights = new double[layers][];
    biases = new double[layers][];
    for (int l = 0; l < layers; l++) {
      weights[l] = new double[architecture.fanOut(l) * architecture.fanIn(l)];
      biases[l] = new double[architecture.fanOut(l)];
    }
  }

  @Override
  public void add(FieldTensors gradient) {
    for (int l = 0; l < weights.length; l++) {
      double[] added = gradient.weights()[l];
      for (int i = 0; i < added.length; i++) {
        if (selected == null || selected[l][i] != 0) {
          weights[l][i] += added[i];
        }
      }
      add(1, gradient.biases()[l], biases[l]);
    }
  }

  @Override
  public void addTo(double factor, double[][] toWeights, double[][] toBiases) {
    for (int l = 0; l < weights.length; l++) {
      add(factor, weights[l], toWeights[l]);
      add(factor, biases[l], toBiases[l]);
    }
  }

  private static void add(double factor, double[] source, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * source[i];
    }
  }
}
