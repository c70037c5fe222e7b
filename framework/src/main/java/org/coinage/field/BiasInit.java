package org.coinage.field;

/** Range from which the biases of a SIREN are drawn before learning. Peers differ. */
public enum BiasInit {
  /** The range of the weights of the same layer (COIN, COIN++). */
  SIREN,
  /** PyTorch's default for linear layers, U(-1/sqrt(in), 1/sqrt(in)) (functa, Struempler). */
  TORCH
}
