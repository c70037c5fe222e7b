package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinspaceFrameTest {

  /** torch.linspace steps in float32 and is off by one unit in the last place here and there. */
  private static final float ONE_ULP = 0x1p-23f;

  @Test
  void unitFrameAgreesWithCoinppOnImagesVolumesAndLines() throws IOException {
    JsonNode cases = AuxiliaryGoldens.read().get("coordinates");
    assertThat(cases).hasSize(3);
    for (JsonNode golden : cases) {
      float[] found =
          LinspaceFrame.UNIT.coordinates(AuxiliaryGoldens.shape(golden.get("spatial_shape")));
      assertThat(found)
          .containsExactly(AuxiliaryGoldens.data(golden.get("coords")), within(ONE_ULP));
    }
  }

  @Test
  void audioFrameAgreesWithCoinpp() throws IOException {
    JsonNode golden = AuxiliaryGoldens.read().get("coordinates_audio");
    float[] found = new LinspaceFrame(-5, 5).coordinates(GridShape.of(golden.get("width").asInt()));
    assertThat(found)
        .containsExactly(AuxiliaryGoldens.data(golden.get("coords")), within(10 * ONE_ULP));
  }

  @Test
  void lastAxisRunsFastestAndBothEndsAreIncluded() {
    assertThat(new LinspaceFrame(-1, 1).coordinates(GridShape.of(2, 3)))
        .containsExactly(-1, -1, -1, 0, -1, 1, 1, -1, 1, 0, 1, 1);
  }

  @Test
  void axisOfOnePointSitsAtTheLowEnd() {
    assertThat(new LinspaceFrame(-1, 1).coordinates(GridShape.of(1, 2)))
        .containsExactly(-1, -1, -1, 1);
  }

  @Test
  void positionsBetweenPointsLieInProportion() {
    assertThat(
            LinspaceFrame.UNIT.coordinates(
                GridShape.of(3, 5), List.of(new double[] {-0.5, 1}, new double[] {0.5})))
        .containsExactly(-0.25f, 0.125f, 0.5f, 0.125f);
  }

  @Test
  void framesMustIncrease() {
    assertThatThrownBy(() -> new LinspaceFrame(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("increasing");
    assertThatThrownBy(() -> new LinspaceFrame(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
