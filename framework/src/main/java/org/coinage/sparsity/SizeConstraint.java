package org.coinage.sparsity;

/**
 * An upper bound on the size of a gated network, as a share of the dense one's. A multiplier
 * follows what is {@link #measured}; the gates follow the gradient of the expected share of open
 * entries, which stands in for it where that has none (a proxy constraint, as in L0onie, Ramirez
 * and Gallego-Posada 2022).
 */
public sealed interface SizeConstraint {

  /** The bound, in (0, 1). */
  double target();

  /** The size the multiplier sees. */
  double measured(GateCensus census);

  /** By how much the bound is exceeded. */
  default double violation(GateCensus census) {
    return measured(census) - target();
  }

  /**
   * The expected share of weights that are not zero (Gallego-Posada et al., NeurIPS 2022).
   *
   * @param target the bound
   */
  record ExpectedSize(double target) implements SizeConstraint {

    /** Validates the bound. */
    public ExpectedSize {
      requireShare(target);
    }

    @Override
    public double measured(GateCensus census) {
      return census.expected() / census.weights();
    }
  }

  /**
   * Bits of the weights that are not zero, and of the mask that says which they are, over those of
   * the dense tensors. At 90 % and 8 bits the mask costs more than half as much as the values.
   *
   * @param target the bound
   * @param bitsPerWeight of a stored weight
   */
  record MeasuredBits(double target, int bitsPerWeight) implements SizeConstraint {

    /** Validates the bound. */
    public MeasuredBits {
      requireShare(target);
      if (bitsPerWeight < 1 || bitsPerWeight > 64) {
        throw new IllegalArgumentException(
            "bitsPerWeight = " + bitsPerWeight + " must be in [1, 64]");
      }
    }

    @Override
    public double measured(GateCensus census) {
      double dense = (double) census.weights() * bitsPerWeight;
      return ((double) census.kept() * bitsPerWeight + census.maskBits()) / dense;
    }
  }

  private static void requireShare(double target) {
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "target = " + target + " must be in (0, 1): a share of the dense size");
    }
  }
}
