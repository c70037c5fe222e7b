package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.coinage.meta.LearningRateSchedule.Kind;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  private static final Offset<Double> TIGHT = Offset.offset(1e-15);

  @Test
  void constantIsOneFromTheFirstStepToTheLast() {
    for (long step = 0; step < 10; step++) {
      assertThat(LearningRateSchedule.CONSTANT.factor(step, 10)).isEqualTo(1);
    }
  }

  @Test
  void warmUpRisesInEqualStepsToOne() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.CONSTANT, 4, 1);
    assertThat(List.of(0, 1, 2, 3, 4, 99))
        .extracting(step -> schedule.factor(step.longValue(), 100))
        .containsExactly(0.25, 0.5, 0.75, 1.0, 1.0, 1.0);
  }

  @Test
  void cosineFallsFromOneToTheFinalFractionAtTheLastStep() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.COSINE, 0, 0.1);
    assertThat(schedule.factor(0, 101)).isEqualTo(1);
    assertThat(schedule.factor(25, 101)).isCloseTo(0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2, TIGHT);
    assertThat(schedule.factor(50, 101)).isCloseTo(0.55, TIGHT);
    assertThat(schedule.factor(100, 101)).isCloseTo(0.1, TIGHT);
  }

  @Test
  void cosineStartsWhereTheWarmUpEndsAndNeverRisesAgain() {
    LearningRateSchedule schedule = new LearningRateSchedule(Kind.COSINE, 10, 0.02);
    assertThat(schedule.factor(9, 50)).isEqualTo(1);
    assertThat(schedule.factor(10, 50)).isEqualTo(1);
    for (long step = 11; step < 50; step++) {
      assertThat(schedule.factor(step, 50)).isLessThan(schedule.factor(step - 1, 50));
    }
    assertThat(schedule.factor(49, 50)).isCloseTo(0.02, TIGHT);
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new LearningRateSchedule(Kind.COSINE, -1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warmupSteps = -1");
    assertThatThrownBy(() -> new LearningRateSchedule(Kind.COSINE, 0, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finalFraction = 1.5");
  }
}
