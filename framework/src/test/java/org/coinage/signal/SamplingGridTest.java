package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SamplingGridTest {

  private static final SamplingGrid FIVE = SamplingGrid.of(GridShape.of(5));

  private static double[] places(SamplingGrid grid) {
    SamplingGrid.Axis axis = grid.axes().get(0);
    return IntStream.range(0, axis.points()).mapToDouble(axis::at).toArray();
  }

  @Test
  void pointsSitInTheMiddleOfTheirCells() {
    assertThat(places(FIVE)).containsExactly(0.5, 1.5, 2.5, 3.5, 4.5);
  }

  @Test
  void edgesStayWhereTheyAreWhateverTheDensity() {
    assertThat(places(SamplingGrid.of(GridShape.of(2)).scaled(2)))
        .containsExactly(0.25, 0.75, 1.25, 1.75);
    assertThat(places(SamplingGrid.of(GridShape.of(4)).scaled(0.5))).containsExactly(1, 3);
    assertThat(places(FIVE.sized(GridShape.of(1)))).containsExactly(2.5);
  }

  @Test
  void numbersOfSamplesAreRoundedAndAtLeastOne() {
    assertThat(FIVE.scaled(1.5).shape()).isEqualTo(GridShape.of(8));
    assertThat(FIVE.scaled(1e-9).shape()).isEqualTo(GridShape.of(1));
  }

  @Test
  void regionKeepsDensityAndMayBeginBetweenPoints() {
    assertThat(places(FIVE.region(List.of(2.0), List.of(2.0)))).containsExactly(2.5, 3.5);
    assertThat(places(FIVE.region(List.of(1.25), List.of(2.0)))).containsExactly(1.75, 2.75);
    assertThat(FIVE.scaled(3).region(List.of(1.0), List.of(2.0)).shape())
        .isEqualTo(GridShape.of(6));
  }

  @Test
  void whatLiesNowhereIsRefused() {
    assertThatThrownBy(() -> FIVE.region(List.of(3.0), List.of(2.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 3.0 to 5.5")
        .hasMessageContaining("the signal from 0.0 to 5.0");
    assertThatThrownBy(() -> FIVE.region(List.of(-1.0), List.of(2.0))).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> FIVE.region(List.of(1.0), List.of(0.0)))
        .hasMessageContaining("region");
    assertThatThrownBy(() -> FIVE.scaled(0)).hasMessageContaining("scale = 0.0");
    assertThatThrownBy(() -> FIVE.scaled(1e9)).hasMessageContaining("samples");
    assertThatThrownBy(() -> FIVE.sized(GridShape.of(2, 2))).hasMessageContaining("2 axes");
  }
}
