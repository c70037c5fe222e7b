package org.coinage.datasets.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coinage.datasets.DatasetException;
import org.coinage.datasets.SampleSet;
import org.coinage.datasets.SampleSetContract;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderTest extends SampleSetContract {

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    PngFile.write(folder.resolve("b.png"), ramp(2, 3, 1));
    PngFile.write(folder.resolve("a.PNG"), ramp(4, 5, 3));
    PngFile.write(folder.resolve("c.png"), ramp(1, 1, 3));
    Files.createDirectories(folder.resolve("below/.hidden"));
    PngFile.write(folder.resolve("below/d.png"), ramp(3, 3, 1));
    PngFile.write(folder.resolve("below/.hidden/e.png"), ramp(3, 3, 1));
    Files.writeString(folder.resolve("notes.txt"), "not an image");
  }

  @Override
  protected SampleSet open() {
    return ImageFolder.flat(folder, ColourMode.AS_STORED);
  }

  @Test
  void imagesComeInTheOrderOfTheirPaths() {
    ImageFolder all = ImageFolder.recursive(folder, ColourMode.AS_STORED);
    assertThat(all.size()).isEqualTo(4);
    assertThat(all.id(0)).isEqualTo("a.PNG");
    assertThat(all.id(2)).isEqualTo("below/d.png");
    assertThat(open().size()).isEqualTo(3);
    assertThat(open().get(1).shape()).isEqualTo(GridShape.of(2, 3));
  }

  @Test
  void grayIsPromotedWhereAsked() {
    assertThat(open().get(1).channels()).isEqualTo(1);
    assertThat(ImageFolder.flat(folder, ColourMode.RGB).get(1).channels()).isEqualTo(3);
  }

  @Test
  void whatIsWrittenIsReadBackExactly() {
    assertSame(open().get(0), ramp(4, 5, 3));
    assertSame(open().get(1), ramp(2, 3, 1));
  }

  @Test
  void noticesNameTheImageOnce() throws IOException {
    byte[] transparent = new TestPng(1, 1, 8, 6).rows(new int[] {1, 2, 3, 0});
    Files.write(folder.resolve("z.png"), transparent);
    ImageFolder set = ImageFolder.flat(folder, ColourMode.AS_STORED);
    assertThat(set.notices()).isEmpty();
    Samples first = set.get(3);
    assertSame(set.get(3), first);
    assertThat(set.notices()).containsExactly("z.png: transparency was flattened onto white");
  }

  @Test
  void foldersWithoutImagesAreRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> ImageFolder.flat(empty, ColourMode.RGB))
        .isInstanceOf(DatasetException.Missing.class)
        .hasMessageContaining("holds no .png, .jpg or .jpeg file");
    assertThatThrownBy(() -> ImageFolder.flat(folder.resolve("gone"), ColourMode.RGB))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> ImageFolder.flat(folder.resolve("b.png"), ColourMode.RGB))
        .hasMessageContaining("is not a folder");
  }

  private static Samples ramp(int rows, int columns, int channels) {
    float[] values = new float[rows * columns * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 256) / 255f;
    }
    return new Samples(GridShape.of(rows, columns), channels, values);
  }
}
