package org.coinage.quantization;

/**
 * Ideal length of one integer under a density rounded to integers, with its gradient: {@code bits =
 * -log2 p}, p the mass of the density between {@code (v - 1/2) rho} and {@code (v + 1/2) rho},
 * where v is in steps from the centre and {@code rho = step / scale}. Chosen by {@link RateFamily}.
 */
public sealed interface SymbolRate permits GaussianRate, LaplaceRate {

  /** Length. */
  double bits();

  /** Derivative of the length by v. */
  double byOffset();

  /** Derivative of the length by log rho. */
  double byLogRho();
}
