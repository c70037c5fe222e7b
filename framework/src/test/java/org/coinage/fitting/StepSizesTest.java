package org.coinage.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.coinage.field.ParameterGradient;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StepSizesTest {

  private static StepSizes sizes(StepSizeKind kind) {
    return new StepSizes(new InnerLoopSettings(2, 0.5, kind), 3);
  }

  private static Parameters counted(StepSizes sizes) {
    Parameters theta = Parameters.zeros(new ParameterLayout(sizes.tensors()));
    for (int i = 0; i < theta.layout().size(); i++) {
      theta.tensor(0)[i] = i + 1;
    }
    return theta;
  }

  @ParameterizedTest
  @CsvSource({
    "SCALAR, 1, 1",
    "PER_DIMENSION, 1, 3",
    "PER_STEP, 2, 1",
    "PER_STEP_AND_DIMENSION, 2, 3"
  })
  void learnedTensorHasARowPerStepAndAColumnPerDimension(StepSizeKind kind, int rows, int columns) {
    assertThat(sizes(kind).tensors())
        .containsExactly(ParameterLayout.tensor(StepSizes.TENSOR, rows, columns));
  }

  @Test
  void fixedSizeIsNoParameter() {
    StepSizes fixed = sizes(StepSizeKind.FIXED);
    Parameters nothing = Parameters.zeros(new ParameterLayout(List.of()));
    assertThat(fixed.tensors()).isEmpty();
    fixed.initialize(nothing);
    fixed.accumulate(0, new double[] {1, 2, 3}, new ParameterGradient(nothing.layout()));
    assertThat(fixed.at(nothing, 7)).containsExactly(0.5, 0.5, 0.5);
  }

  @ParameterizedTest
  @EnumSource(value = StepSizeKind.class, names = "FIXED", mode = EnumSource.Mode.EXCLUDE)
  void learnedSizesStartAtTheConstantAndTheGradientGoesWhereTheyCameFrom(StepSizeKind kind) {
    StepSizes sizes = sizes(kind);
    Parameters theta = Parameters.zeros(new ParameterLayout(sizes.tensors()));
    sizes.initialize(theta);
    assertThat(sizes.at(theta, 0)).containsExactly(0.5, 0.5, 0.5);

    // Sizes are linear in the tensor: <sizes(theta), g> = <theta, accumulate(g)>.
    Parameters counted = counted(sizes);
    double[] g = {2, 3, 5};
    for (int step = 0; step < 4; step++) {
      ParameterGradient gradient = new ParameterGradient(counted.layout());
      sizes.accumulate(step, g, gradient);
      double[] at = sizes.at(counted, step);
      double expected = at[0] * g[0] + at[1] * g[1] + at[2] * g[2];
      double found = 0;
      for (int i = 0; i < gradient.tensor(StepSizes.TENSOR).length; i++) {
        found += gradient.tensor(StepSizes.TENSOR)[i] * counted.tensor(0)[i];
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void stepsBeyondThoseLearnedRepeatTheLast() {
    StepSizes sizes = sizes(StepSizeKind.PER_STEP_AND_DIMENSION);
    Parameters theta = counted(sizes);
    assertThat(sizes.at(theta, 0)).containsExactly(1, 2, 3);
    assertThat(sizes.at(theta, 1)).containsExactly(4, 5, 6);
    assertThat(sizes.at(theta, 9)).containsExactly(4, 5, 6);
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> new InnerLoopSettings(-1, 0.1, StepSizeKind.FIXED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps = -1");
    assertThatThrownBy(() -> new InnerLoopSettings(1, 0, StepSizeKind.FIXED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stepSize = 0.0");
  }
}
