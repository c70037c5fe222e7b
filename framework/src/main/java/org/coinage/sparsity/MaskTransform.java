package org.coinage.sparsity;

/** Multiplication by masks: {@code w (.) m}; the gradient gets the same mask. */
record MaskTransform(Masks masks) implements WeightTransform {

  private static final double[] NONE = {};

  @Override
  public double[] effective(String tensor, double[] latent) {
    return masks.masked(tensor, latent);
  }

  @Override
  public Pullback pullback(String tensor, double[] latent, double[] gradient) {
    return new Pullback(masks.masked(tensor, gradient), NONE);
  }
}
