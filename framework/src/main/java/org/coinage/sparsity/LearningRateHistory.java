package org.coinage.sparsity;

/** The learning-rate factors of the dense training that a pruned network comes from. */
public interface LearningRateHistory {

  /** Steps of the dense training, at least 1. */
  long steps();

  /** Factor on the learning rate at a step, from 0. */
  double factor(long step);

  /** A constant rate. */
  static LearningRateHistory constant(long steps) {
    return new LearningRateHistory() {
      @Override
      public long steps() {
        return steps;
      }

      @Override
      public double factor(long step) {
        return 1;
      }
    };
  }
}
