package org.coinage.field;

/** Weights for which a summed gradient is formed. */
public enum WeightSelection {
  /** All of them. */
  ALL,
  /**
   * Those that are not zero: a network whose zeros are to stay needs no other, and an engine that
   * skips zeros has them at a fraction of the work. Biases are all formed.
   */
  NONZERO
}
