package org.coinage.training;

import org.coinage.meta.LearningRateSchedule;
import org.coinage.sparsity.LearningRateHistory;

/**
 * The learning rates of the stage before, for retraining schedules that refer to them.
 *
 * @param schedule of that stage
 * @param steps of that stage, at least 1
 */
public record PastSchedule(LearningRateSchedule schedule, long steps)
    implements LearningRateHistory {

  /** Validates the length. */
  public PastSchedule {
    if (steps < 1) {
      throw new IllegalArgumentException("steps = " + steps + " must be at least 1");
    }
  }

  @Override
  public double factor(long step) {
    return schedule.factor(step, steps);
  }
}
