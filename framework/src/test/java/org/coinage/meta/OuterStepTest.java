package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.meta.AdamOptimizer.Moments;
import org.junit.jupiter.api.Test;

class OuterStepTest {

  private static final Offset<Double> TIGHT = Offset.offset(1e-15);
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              ParameterLayout.tensor("net.weight", 2),
              ParameterLayout.tensor("inner.step_size", 1),
              ParameterLayout.tensor("quantizer.log_step", 1)));
  private static final Parameters THETA = Parameters.ofFlat(LAYOUT, new double[] {1, 2, 3, 4});

  @Test
  void firstStepMovesEveryEntryByItsTensorsRateAgainstTheSign() {
    LearningRates rates = new LearningRates(0.1, Map.of("inner.", 0.01, "quantizer.", 0.0));
    OuterStep.State next = step(rates, Double.POSITIVE_INFINITY, 0.5, 2, -3, 4, 5);

    // Adam's first direction is the sign of the gradient, up to epsilon.
    assertThat(next.theta().flatten())
        .containsExactly(new double[] {1 - 0.05, 2 + 0.05, 3 - 0.005, 4}, Offset.offset(1e-9));
    assertThat(next.moments().updates()).isEqualTo(1);
    assertThat(THETA.flatten()).as("replaced, not modified").containsExactly(1, 2, 3, 4);
  }

  @Test
  void gradientLongerThanTheClippingNormIsShortenedToIt() {
    Moments clipped = step(LearningRates.of(0.1), 1, 1, 2, -4, 4, 8).moments();

    // The norm of the gradient is 10; a first moment is (1 - 0.9) of the clipped gradient.
    assertThat(clipped.first()).containsExactly(new double[] {0.02, -0.04, 0.04, 0.08}, TIGHT);
  }

  @Test
  void gradientNoLongerThanTheClippingNormStays() {
    double[] unlimited =
        step(LearningRates.of(0.1), Double.POSITIVE_INFINITY, 1, 2, -4, 4, 8).moments().first();
    assertThat(step(LearningRates.of(0.1), 10, 1, 2, -4, 4, 8).moments().first())
        .isEqualTo(unlimited);
  }

  @Test
  void normRunsOverAllTensors() {
    assertThat(OuterStep.norm(Parameters.ofFlat(LAYOUT, new double[] {2, -4, 4, 8}))).isEqualTo(10);
  }

  @Test
  void clippingNormMustBePositive() {
    for (double norm : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> new OuterStep(AdamOptimizer.STANDARD, LearningRates.of(0.1), norm))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("clipNorm = " + norm);
    }
  }

  private static OuterStep.State step(
      LearningRates rates, double clipNorm, double factor, double... gradient) {
    return new OuterStep(AdamOptimizer.STANDARD, rates, clipNorm)
        .apply(OuterStep.State.fresh(THETA), Parameters.ofFlat(LAYOUT, gradient), factor);
  }
}
