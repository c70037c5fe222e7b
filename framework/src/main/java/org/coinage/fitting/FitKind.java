package org.coinage.fitting;

/** How a code is fitted to a signal. */
public enum FitKind {
  /** A few plain gradient steps, as in learning: {@link InnerLoop}. */
  INNER,
  /** Gauss-Newton steps to the best fit: {@link GaussNewtonFit}. */
  GAUSS_NEWTON,
  /** Gauss-Newton steps to the best code per bit, with a prior: {@link Posterior}. */
  MAP
}
