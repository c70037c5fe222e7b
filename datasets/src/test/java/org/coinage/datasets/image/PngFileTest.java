package org.coinage.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PngFileTest {

  @TempDir Path folder;

  @Test
  void valuesAreClampedAndRoundedToTheNearest() throws IOException {
    float[] values = {-1, 0.4f / 255, 0.6f / 255, 2, Float.NaN, 254.4f / 255};
    Path file = folder.resolve("gray.png");
    PngFile.write(file, new Samples(GridShape.of(2, 3), 1, values));
    assertThat(ImageFile.read(file, ColourMode.AS_STORED).samples().values())
        .containsExactly(0, 0, 1 / 255f, 1, 0, 254 / 255f);
  }

  @Test
  void everyByteSurvivesTheWayThroughAFile() throws IOException {
    float[] values = new float[256 * 3];
    for (int i = 0; i < values.length; i++) {
      int value = i / 3;
      values[i] = value / 255f;
    }
    Path file = folder.resolve("colour.png");
    PngFile.write(file, new Samples(GridShape.of(16, 16), 3, values));
    assertThat(ImageFile.read(file, ColourMode.AS_STORED).samples().values())
        .containsExactly(values);
  }

  @Test
  void nothingIsLeftBehindWhereNothingCanBeWritten() throws IOException {
    Samples image = new Samples(GridShape.of(1, 1), 1, new float[1]);
    assertThatThrownBy(() -> PngFile.write(folder.resolve("gone/x.png"), image))
        .isInstanceOf(NoSuchFileException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatThrownBy(() -> PngFile.encode(new Samples(GridShape.of(4), 1, new float[4])))
        .hasMessageContaining("not 4 of 1");
    assertThatThrownBy(() -> PngFile.encode(new Samples(GridShape.of(2, 2), 2, new float[8])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
