package org.coinage.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.coinage.datasets.EightBit;
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
  void picturesThatCallForAnyOfTheFiltersSurviveTheWayThroughAFile() throws IOException {
    RandomGenerator random = new SplittableRandom(3);
    for (int channels : new int[] {1, 3}) {
      for (IntBinaryOperator picture :
          List.<IntBinaryOperator>of(
              (row, column) -> 7,
              (row, column) -> 11 * column,
              (row, column) -> 13 * row,
              (row, column) -> 5 * row + 3 * column,
              (row, column) -> row * column,
              (row, column) -> random.nextInt(256))) {
        Samples image = picture(17, 23, channels, picture);
        Path file = folder.resolve("picture.png");
        PngFile.write(file, image);
        assertThat(ImageFile.read(file, ColourMode.AS_STORED).samples().values())
            .containsExactly(image.values());
      }
    }
  }

  @Test
  void rowsAreFilteredSoThatTheyDeflate() {
    // Every sample is the one above plus a constant: all but the first row repeat one byte.
    Samples ramp = picture(100, 100, 1, (row, column) -> 31 * row + column * column);
    assertThat(PngFile.encode(ramp).length).isLessThan(500);
  }

  private static Samples picture(int rows, int columns, int channels, IntBinaryOperator value) {
    float[] values = new float[rows * columns * channels];
    for (int i = 0; i < values.length; i++) {
      int pixel = i / channels;
      values[i] =
          EightBit.toUnit(value.applyAsInt(pixel / columns, pixel % columns) + i % channels);
    }
    return new Samples(GridShape.of(rows, columns), channels, values);
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
