package org.coinage.sparsity;

import java.util.Objects;
import org.coinage.kernel.SeedTree;

/**
 * Where in a method's course an outer step is, and its random stream.
 *
 * @param step the step about to be taken, or just taken, from 0
 * @param steps steps of the whole course
 * @param random stream of this step alone: the same whenever the step is taken
 */
public record OuterClock(long step, long steps, SeedTree random) {

  /** Validates the counters. */
  public OuterClock {
    Objects.requireNonNull(random, "random");
    if (steps < 1 || step < 0 || step >= steps) {
      throw new IllegalArgumentException(
          "step = %d must be in [0, steps), steps = %d at least 1".formatted(step, steps));
    }
  }

  /** Share of the course that is over before this step, in [0, 1). */
  public double progress() {
    return step / (double) steps;
  }

  /** The first step at or after a share of the course. */
  long stepAt(double share) {
    return Math.round(share * steps);
  }
}
