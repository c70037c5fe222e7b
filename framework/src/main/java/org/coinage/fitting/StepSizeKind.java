package org.coinage.fitting;

/** Which step sizes of the inner loop are learned (Meta-SGD, Li et al. 2017) and how many. */
public enum StepSizeKind {
  /** One constant, not learned: COIN++. */
  FIXED,
  /** One learned number. */
  SCALAR,
  /** One learned number per dimension of the code: functa. */
  PER_DIMENSION,
  /** One learned number per inner step. */
  PER_STEP,
  /** One learned number per inner step and dimension: Struempler et al. */
  PER_STEP_AND_DIMENSION;

  /** Whether there is anything to learn. */
  public boolean learned() {
    return this != FIXED;
  }

  /** Whether every dimension of the code has its own step size. */
  public boolean perDimension() {
    return this == PER_DIMENSION || this == PER_STEP_AND_DIMENSION;
  }

  /** Whether every inner step has its own step size. */
  public boolean perStep() {
    return this == PER_STEP || this == PER_STEP_AND_DIMENSION;
  }
}
