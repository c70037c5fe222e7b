package org.coinage.field;

/** A sum of weight gradients in plain tensors. Not thread-safe. */
final class TensorWeightSum implements WeightSum {

  private final double[][] source;
  private final boolean nonzero;
  private final double[][] weights;
  private final double[][] biases;

  /**
   * An empty sum.
   *
   * @param source the weights it is for
   * @param nonzero whether those that are zero take no part
   */
  TensorWeightSum(SirenArchitecture architecture, double[][] source, boolean nonzero) {
    this.source = source;
    this.nonzero = nonzero;
    int layers = architecture.layers();
    weights = new double[layers][];
    biases = new double[layers][];
    for (int l = 0; l < layers; l++) {
      weights[l] = new double[architecture.fanOut(l) * architecture.fanIn(l)];
      biases[l] = new double[architecture.fanOut(l)];
    }
  }

  /**
   * A sum as one of these.
   *
   * @throws IllegalArgumentException if it is of another kind, or for other weights
   */
  static TensorWeightSum of(WeightSum sum, FieldTensors psi) {
    if (sum instanceof TensorWeightSum own && own.isFor(psi.weights())) {
      return own;
    }
    throw new IllegalArgumentException(
        "the sum of weight gradients was made by another engine or for other weights; ask this"
            + " engine for a sum at the parameters of this signal");
  }

  private boolean isFor(double[][] others) {
    boolean same = source.length == others.length;
    for (int l = 0; same && l < source.length; l++) {
      same = source[l] == others[l];
    }
    return same;
  }

  /** Adds a gradient that has weights and biases. */
  void add(FieldTensors gradient) {
    for (int l = 0; l < weights.length; l++) {
      double[] added = gradient.weights()[l];
      for (int i = 0; i < added.length; i++) {
        if (!nonzero || source[l][i] != 0) {
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
