package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunsTest {

  @Test
  void valuesExpandToEntriesAndCollapseBack() {
    Runs runs = Runs.of(2, 1, 3);
    assertThat(runs.expand(5, 6, 7)).containsExactly(5, 5, 6, 7, 7, 7);
    assertThat(runs.collapse(runs.expand(5, 6, 7))).containsExactly(5, 6, 7);
    assertThat(runs.indices()).containsExactly(0, 0, 1, 2, 2, 2);
    assertThat(runs.dimension()).isEqualTo(6);
  }

  @Test
  void equalNeighboursAreOneRunWhereAllColumnsAgree() {
    assertThat(Runs.ofEqual(new double[] {1, 1, 1, 2}, new double[] {3, 3, 4, 4}))
        .isEqualTo(Runs.of(2, 1, 1));
    assertThat(Runs.ofEqual(new double[] {0.0, -0.0})).isEqualTo(Runs.each(2));
  }

  @Test
  void runsThatAreEmptyOrTooLongAreRefused() {
    assertThatThrownBy(Runs::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Runs.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Runs.of(Integer.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
