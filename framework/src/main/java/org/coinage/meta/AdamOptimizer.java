package org.coinage.meta;

import org.coinage.fitting.AdamUpdate;

/**
 * Adam (Kingma and Ba 2015) on the tensors of a network, by {@link AdamUpdate}. One pass over
 * memory: a large network's parameters do not fit a cache. Stateless; the moments are the caller's.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the corrected root
 */
public record AdamOptimizer(double beta1, double beta2, double epsilon) {

  /** The usual settings. */
  public static final AdamOptimizer STANDARD = new AdamOptimizer(0.9, 0.999, 1e-8);

  /** Validates the settings. */
  public AdamOptimizer {
    requireDecay("beta1", beta1);
    requireDecay("beta2", beta2);
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException("epsilon = " + epsilon + " must be in (0, 1)");
    }
  }

  private static void requireDecay(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(key + " = " + value + " must be in [0, 1)");
    }
  }

  /**
   * Moments after a number of updates, in the parameters' layout order.
   *
   * @param updates updates so far
   * @param first running mean of the gradient
   * @param second running mean of its square
   */
  public record Moments(int updates, double[] first, double[] second) {

    /** Moments before the first update. */
    public static Moments zero(int size) {
      return new Moments(0, new double[size], new double[size]);
    }

    /** A copy to be taken through the next update. */
    Moments next() {
      return new Moments(updates + 1, first.clone(), second.clone());
    }
  }

  /**
   * Takes one tensor through an update, in place.
   *
   * @param moments those before the update, with the update counted
   * @param offset where the tensor's moments begin
   * @param gradient of the tensor
   * @param scale factor on the gradient
   * @param rate learning rate
   * @param tensor moved against the gradient
   */
  void step(
      Moments moments, int offset, double[] gradient, double scale, double rate, double[] tensor) {
    new AdamUpdate(beta1, beta2, epsilon)
        .step(
            moments.updates(),
            moments.first(),
            moments.second(),
            offset,
            gradient,
            scale,
            rate,
            tensor);
  }
}
