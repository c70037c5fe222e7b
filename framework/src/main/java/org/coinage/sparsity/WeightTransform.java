package org.coinage.sparsity;

/**
 * A map from latent values, which the optimizer owns, to the effective values that the network
 * uses, and its vector-Jacobian product. It stands outside the inner loop: the engine finds the
 * dense meta-gradient with respect to effective values and knows nothing of masks and gates.
 *
 * <p>A pure function for the one outer step it was made for: all signals and all inner steps of a
 * step see the same effective values. Thread-safe.
 */
public interface WeightTransform {

  /** Effective values of a tensor, a new array. Tensors it does not concern are copied. */
  double[] effective(String tensor, double[] latent);

  /**
   * Pulls a gradient back.
   *
   * @param latent the tensor's latent values
   * @param gradient dense gradient with respect to its effective values
   */
  Pullback pullback(String tensor, double[] latent, double[] gradient);

  /**
   * Gradients with respect to the arguments of {@link #effective}.
   *
   * @param latent by the latent values
   * @param auxiliary by the tensor's gates or mask variables; empty where it has none
   */
  record Pullback(double[] latent, double[] auxiliary) {}
}
