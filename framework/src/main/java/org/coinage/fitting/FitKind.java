package org.coinage.fitting;

/** How a code is fitted to a signal. */
public enum FitKind {
  /** A few plain gradient steps, as in learning: {@link InnerLoop}. */
  INNER,
  /** Gauss-Newton steps to the best fit: {@link GaussNewtonFit}. */
  GAUSS_NEWTON,
  /** The Gauss-Newton matrix at zero, corrected by secants, to the best fit: {@link SecantFit}. */
  SECANT,
  /** A long fit by Adam, of codes that are weights: {@link AdamFit}. */
  ADAM,
  /** Gates on a code's entries, under a bound on its bits: {@link GatedFit}. */
  GATED,
  /** Gauss-Newton steps to the best code per bit, with a prior: {@link Posterior}. */
  MAP
}
