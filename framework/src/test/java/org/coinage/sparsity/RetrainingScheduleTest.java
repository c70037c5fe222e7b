package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetrainingScheduleTest {

  /** A dense training whose rate falls linearly from 1 to 0.01 over 100 steps. */
  private static final LearningRateHistory DENSE =
      new LearningRateHistory() {
        @Override
        public long steps() {
          return 100;
        }

        @Override
        public double factor(long step) {
          return 1 - 0.01 * step;
        }
      };

  @Test
  void fineTuningKeepsTheLastRate() {
    assertThat(factor(RetrainingSchedule.FT, 0)).isCloseTo(0.01, within(1e-12));
    assertThat(factor(RetrainingSchedule.FT, 19)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void rewindingReplaysTheLastRates() {
    for (int t = 0; t < 20; t++) {
      assertThat(factor(RetrainingSchedule.LRW, t)).isEqualTo(DENSE.factor(80 + t));
    }
  }

  @Test
  void theOthersWarmUpOverATenthAndThenFall() {
    for (RetrainingSchedule schedule :
        new RetrainingSchedule[] {
          RetrainingSchedule.SLR,
          RetrainingSchedule.CLR,
          RetrainingSchedule.LLR,
          RetrainingSchedule.ALLR
        }) {
      double first = factor(schedule, 0);
      double peak = factor(schedule, 2);
      assertThat(first).isPositive().isLessThan(factor(schedule, 1));
      assertThat(peak).isEqualTo(schedule == RetrainingSchedule.ALLR ? 0.5 : 1);
      for (int t = 3; t < 20; t++) {
        assertThat(factor(schedule, t)).isPositive().isLessThan(factor(schedule, t - 1));
      }
    }
  }

  @Test
  void theCosineEndsAtTheLastRateAndTheLineAtZero() {
    double last = 17 / 18.0;
    assertThat(factor(RetrainingSchedule.LLR, 19)).isCloseTo(1 - last, within(1e-12));
    assertThat(factor(RetrainingSchedule.CLR, 19))
        .isCloseTo(0.01 + 0.99 * (1 + Math.cos(Math.PI * last)) / 2, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(RetrainingSchedule.class)
  void roundsOfOneStepHaveARate(RetrainingSchedule schedule) {
    assertThat(schedule.factor(new RetrainingSchedule.Round(0, 1, 0), DENSE)).isPositive();
  }

  private static double factor(RetrainingSchedule schedule, long step) {
    return schedule.factor(new RetrainingSchedule.Round(step, 20, 0.5), DENSE);
  }
}
