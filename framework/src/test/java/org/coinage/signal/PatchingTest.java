package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatchingTest {

  @Test
  void splitAgreesWithCoinppInOneTwoAndThreeDimensions() throws IOException {
    JsonNode cases = AuxiliaryGoldens.read().get("patching");
    assertThat(cases).hasSize(3);
    for (JsonNode golden : cases) {
      int channels = golden.get("data_shape").get(0).asInt();
      GridShape patch = AuxiliaryGoldens.shape(golden.get("patch_shape"));
      int[] extents = new int[patch.rank()];
      for (int axis = 0; axis < extents.length; axis++) {
        extents[axis] = golden.get("data_shape").get(axis + 1).asInt();
      }
      GridShape full = GridShape.of(extents);
      float[] planes = AuxiliaryGoldens.data(golden.get("data"));
      Samples whole = new Samples(full, channels, channelsLast(planes, 0, channels, full));
      Patching patching = Patching.of(full, patch);

      List<Samples> found = patching.split(whole);

      float[] expected = AuxiliaryGoldens.data(golden.get("patches"));
      int length = channels * patch.points();
      assertThat(found).hasSize(expected.length / length);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).values())
            .as("patch %d of %s by %s", i, full, patch)
            .containsExactly(channelsLast(expected, i * length, channels, patch));
      }
      assertThat(patching.join(found).values()).containsExactly(whole.values());
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "2,7", "3,3", "5,4", "8,4", "13,5"})
  void joinUndoesSplitOnEveryAxis(int extent, int patchExtent) {
    for (int channels : new int[] {1, 3}) {
      for (int rank = 1; rank <= 3; rank++) {
        int[] extents = {extent, extent + 1, extent + 2};
        int[] patches = {patchExtent, patchExtent + 2, 1};
        GridShape full = GridShape.of(Arrays.copyOf(extents, rank));
        Patching patching = Patching.of(full, GridShape.of(Arrays.copyOf(patches, rank)));
        Samples whole = ramp(full, channels);
        assertThat(patching.join(patching.split(whole)).values()).containsExactly(whole.values());
      }
    }
  }

  @Test
  void reflectionDoesNotRepeatTheBorder() {
    assertThat(onlyPatch(4, 7)).containsExactly(0, 1, 2, 3, 2, 1, 0);
  }

  @Test
  void paddingLongerThanTheSignalFoldsBackAtTheNearEnd() {
    assertThat(onlyPatch(3, 10)).containsExactly(0, 1, 2, 1, 0, 1, 2, 1, 0, 1);
    assertThat(onlyPatch(2, 5)).containsExactly(0, 1, 0, 1, 0);
  }

  @Test
  void axisOfOnePointRepeatsIt() {
    Samples point = new Samples(GridShape.of(1), 1, new float[] {7});
    assertThat(Patching.of(GridShape.of(1), GridShape.of(3)).split(point).get(0).values())
        .containsExactly(7, 7, 7);
  }

  @Test
  void layoutCountsPatchesAndPadding() {
    PatchLayout layout = new PatchLayout(GridShape.of(5, 8), GridShape.of(4, 4));
    assertThat(layout.grid()).isEqualTo(GridShape.of(2, 2));
    assertThat(layout.count()).isEqualTo(4);
    assertThat(layout.padding(0)).isEqualTo(3);
    assertThat(layout.padding(1)).isZero();
    assertThat(layout.isExact()).isFalse();
    assertThat(new PatchLayout(GridShape.of(8), GridShape.of(4)).isExact()).isTrue();
  }

  @Test
  void layoutRefusesPatchesOfAnotherRank() {
    assertThatThrownBy(() -> new PatchLayout(GridShape.of(5, 8), GridShape.of(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 1 axes, the grid 5x8 has 2");
  }

  @Test
  void joinRefusesMissingForeignAndMixedPatches() {
    Patching patching = Patching.of(GridShape.of(6), GridShape.of(4));
    List<Samples> patches = new ArrayList<>(patching.split(ramp(GridShape.of(6), 1)));
    assertThatThrownBy(() -> patching.join(patches.subList(0, 1)))
        .hasMessageContaining("needs 2 of them, not 1");
    patches.set(1, ramp(GridShape.of(3), 1));
    assertThatThrownBy(() -> patching.join(patches)).hasMessageContaining("expected 4");
    patches.set(1, ramp(GridShape.of(4), 2));
    assertThatThrownBy(() -> patching.join(patches)).hasMessageContaining("2 channels");
    assertThatThrownBy(() -> patching.split(ramp(GridShape.of(5), 1)))
        .hasMessageContaining("expected 6");
  }

  private static float[] onlyPatch(int extent, int patch) {
    List<Samples> patches =
        Patching.of(GridShape.of(extent), GridShape.of(patch)).split(ramp(GridShape.of(extent), 1));
    assertThat(patches).hasSize(1);
    return patches.get(0).values();
  }

  private static Samples ramp(GridShape shape, int channels) {
    float[] values = new float[shape.points() * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return new Samples(shape, channels, values);
  }

  private static float[] channelsLast(float[] planes, int from, int channels, GridShape shape) {
    int points = shape.points();
    float[] values = new float[points * channels];
    for (int channel = 0; channel < channels; channel++) {
      for (int point = 0; point < points; point++) {
        values[point * channels + channel] = planes[from + channel * points + point];
      }
    }
    return values;
  }
}
