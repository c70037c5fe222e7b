package org.coinage.sparsity;

/** How much an entry of a tensor matters; the lowest scores are pruned. A pure function. */
@FunctionalInterface
public interface Scorer {

  /** Scores of a tensor's entries, none of them NaN; a new array. */
  double[] score(NamedTensor tensor, double[] values);
}
