package org.coinage.sparsity;

import java.util.Objects;

/** What makes gates close. */
public sealed interface SizePressure {

  /**
   * A fixed price. It does not tell the density that comes out.
   *
   * @param price loss that the whole of the expected density is worth
   */
  record Penalty(double price) implements SizePressure {

    /** Validates the price. */
    public Penalty {
      if (!(price >= 0 && price < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("price = " + price + " must be at least 0 and finite");
      }
    }
  }

  /**
   * A bound, with a multiplier that finds the price.
   *
   * @param constraint the bound
   * @param ascent of the multiplier
   */
  record Constrained(SizeConstraint constraint, DualAscent ascent) implements SizePressure {

    /** Requires both. */
    public Constrained {
      Objects.requireNonNull(constraint, "constraint");
      Objects.requireNonNull(ascent, "ascent");
    }
  }
}
