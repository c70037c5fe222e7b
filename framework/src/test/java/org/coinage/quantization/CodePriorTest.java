package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What codes are like before the signal is seen. */
class CodePriorTest {

  private static final CodePrior PRIOR =
      new CodePrior(new double[] {0, 2.6, -1.2}, new double[] {0.19, 0.39, 1e-3});

  private static WhitenedQuantizer quantizer(double... step) {
    return new WhitenedQuantizer(
        Whitening.none(new double[step.length]), new double[step.length], step);
  }

  @Test
  void dimensionsThatDeviateByLessThanAFifthOfAStepStayAtTheirMean() {
    assertThat(PRIOR.constants(quantizer(1, 1, 1))).isEqualTo(Map.of(0, 0, 2, -1));
    assertThat(PRIOR.constants(quantizer(0.9, 2, 0.01))).isEqualTo(Map.of(1, 1, 2, -120));
    assertThat(PRIOR.constants(quantizer(0.5, 1, 0.003))).isEmpty();
  }

  @Test
  void aQuantizerOfOtherCodesIsRefused() {
    assertThatThrownBy(() -> PRIOR.constants(quantizer(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3");
  }
}
