package org.coinage.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.coinage.datasets.SampleSet;
import org.coinage.datasets.SampleSetContract;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandscapeImagesTest extends SampleSetContract {

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    PngFile.write(folder.resolve("lying.png"), image(2, 3));
    PngFile.write(folder.resolve("square.png"), image(2, 2));
    PngFile.write(folder.resolve("upright.png"), image(3, 2));
  }

  @Override
  protected SampleSet open() {
    return new LandscapeImages(ImageFolder.flat(folder, ColourMode.RGB));
  }

  @Test
  void uprightImagesAreTurnedClockwiseAndOthersAreNot() {
    assertThat(open().get(0).shape()).isEqualTo(GridShape.of(2, 3));
    assertThat(firstChannel(open().get(1))).containsExactly(0, 1, 2, 3);
    assertThat(open().get(2).shape()).isEqualTo(GridShape.of(2, 3));
    assertThat(firstChannel(open().get(2))).containsExactly(4, 2, 0, 5, 3, 1);
  }

  @Test
  void idsAreThoseOfTheFiles() {
    assertThat(open().id(2)).isEqualTo("upright.png");
  }

  /** The first channel counts pixels in rows, the others are its half and zero. */
  private static Samples image(int rows, int columns) {
    float[] values = new float[3 * rows * columns];
    for (int i = 0; i < rows * columns; i++) {
      values[3 * i] = 2 * i / 255f;
      values[3 * i + 1] = i / 255f;
    }
    return new Samples(GridShape.of(rows, columns), 3, values);
  }

  private static int[] firstChannel(Samples image) {
    int[] first = new int[image.shape().points()];
    for (int i = 0; i < first.length; i++) {
      first[i] = Math.round(image.values()[3 * i] * 255) / 2;
      assertThat(Math.round(image.values()[3 * i + 1] * 255)).isEqualTo(first[i]);
    }
    return first;
  }
}
