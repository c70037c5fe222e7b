package org.coinage.sparsity;

import java.util.Arrays;

/** Scores by magnitude. */
public enum MagnitudeScorer implements Scorer {
  /** {@code |w|}, as Meta-SparseINR (Lee et al., NeurIPS 2021) ranks all layers together. */
  RAW {
    @Override
    public double[] score(NamedTensor tensor, double[] values) {
      return scaled(values, 1);
    }
  },
  /**
   * {@code |w| / rms(w)} with the root mean square over the tensor. Layers of a SIREN differ in
   * scale by two orders of magnitude, and raw magnitudes compared across them prune the hidden
   * layers alone.
   */
  NORMALISED {
    @Override
    public double[] score(NamedTensor tensor, double[] values) {
      double squares = Arrays.stream(values).map(value -> value * value).sum();
      double rms = Math.sqrt(squares / values.length);
      return scaled(values, rms == 0 ? 1 : rms);
    }
  };

  private static double[] scaled(double[] values, double divisor) {
    return Arrays.stream(values).map(value -> Math.abs(value) / divisor).toArray();
  }
}
