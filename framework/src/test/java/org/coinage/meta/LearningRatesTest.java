package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningRatesTest {

  @Test
  void tensorTakesTheRateOfItsPrefixOrTheBase() {
    LearningRates rates = new LearningRates(0.1, Map.of("inner.", 0.2, "quantizer.", 0.3));
    assertThat(rates.of("inner.step_size")).isEqualTo(0.2);
    assertThat(rates.of("quantizer.log_step")).isEqualTo(0.3);
    assertThat(rates.of("net.0.linear.weight")).isEqualTo(0.1);
    assertThat(rates.of("my.inner.tensor")).isEqualTo(0.1);
  }

  /** The order of an unmodifiable map changes from one JVM to the next. */
  @Test
  void longestOfSeveralPrefixesDecides() {
    for (int i = 0; i < 26; i++) {
      String tensor = (char) ('a' + i) + "net.0.linear.weight";
      LearningRates rates =
          new LearningRates(
              0.1,
              Map.of(
                  tensor.substring(0, 4), 0.2,
                  tensor.substring(0, 6), 0.3,
                  tensor.substring(0, 14), 0.4));
      assertThat(rates.of(tensor)).isEqualTo(0.4);
      assertThat(rates.of(tensor.substring(0, 8))).isEqualTo(0.3);
    }
  }

  @Test
  void rateOutOfRangeIsRefusedByName() {
    assertThatThrownBy(() -> LearningRates.of(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base = -1.0");
    assertThatThrownBy(() -> new LearningRates(0.1, Map.of("inner.", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inner. = NaN");
  }
}
