package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class MsSsimTest {

  @Test
  void equalImagesHaveSimilarityOne() {
    Samples image = texture(170, 165, 3);
    assertThat(MsSsim.of(image, image)).hasValueCloseTo(1.0, within(1e-12));
  }

  @Test
  void aConstantShiftLosesLuminanceAtTheCoarsestScaleOnly() {
    // Contrast and structure are 1 at every scale; luminance enters with the last weight. Extents
    // divisible by 16, so that no padding disturbs the constant.
    double a = 102 / 255.0;
    double b = 153 / 255.0;
    double luminance = (2 * a * b + 1e-4) / (a * a + b * b + 1e-4);
    assertThat(MsSsim.of(constant((float) a), constant((float) b)))
        .hasValueCloseTo(Math.pow(luminance, 0.1333), within(1e-9));
  }

  @Test
  void agreesWithTheDefinitionWrittenOut() {
    Samples original = texture(163, 170, 1);
    Samples noisy = noisy(original);
    double expected = naive(eightBit(original), eightBit(noisy), 163, 170);
    assertThat(expected).isBetween(0.3, 0.99);
    assertThat(MsSsim.of(original, noisy)).hasValueCloseTo(expected, within(1e-9));
  }

  @Test
  void colourImagesGetTheMeanOverChannels() {
    Samples original = texture(176, 176, 3);
    Samples noisy = noisy(original);
    double sum = 0;
    for (int channel = 0; channel < 3; channel++) {
      sum += MsSsim.of(channel(original, channel), channel(noisy, channel)).orElseThrow();
    }
    assertThat(MsSsim.of(original, noisy)).hasValueCloseTo(sum / 3, within(1e-12));
  }

  @Test
  void imagesTooSmallForFiveScalesHaveNone() {
    assertThat(MsSsim.of(texture(160, 400, 1), texture(160, 400, 1))).isEmpty();
    assertThat(MsSsim.of(texture(161, 161, 1), texture(161, 161, 1))).isPresent();
  }

  @Test
  void differentShapesAreRefused() {
    Samples wide = texture(161, 170, 1);
    Samples tall = texture(170, 161, 1);
    assertThatThrownBy(() -> MsSsim.of(wide, tall)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Wang et al. 2003 with a full two-dimensional window and explicit padding. */
  private static double naive(double[] x, double[] y, int rows, int columns) {
    double[] weights = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
    double result = 1;
    for (int scale = 0; scale < 5; scale++) {
      double sum = 0;
      int windows = 0;
      for (int row = 0; row + 11 <= rows; row++) {
        for (int column = 0; column + 11 <= columns; column++) {
          sum += window(x, y, columns, row, column, scale == 4);
          windows++;
        }
      }
      result *= Math.pow(Math.max(0, sum / windows), weights[scale]);
      x = half(x, rows, columns);
      y = half(y, rows, columns);
      rows = (rows + 1) / 2;
      columns = (columns + 1) / 2;
    }
    return result;
  }

  private static double window(
      double[] x, double[] y, int columns, int row, int column, boolean luminance) {
    double total = 0;
    double mx = 0;
    double my = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = -5; i <= 5; i++) {
      for (int j = -5; j <= 5; j++) {
        double weight = Math.exp(-(i * i + j * j) / 4.5);
        double a = x[(row + 5 + i) * columns + column + 5 + j];
        double b = y[(row + 5 + i) * columns + column + 5 + j];
        total += weight;
        mx += weight * a;
        my += weight * b;
        xx += weight * a * a;
        yy += weight * b * b;
        xy += weight * a * b;
      }
    }
    mx /= total;
    my /= total;
    double term =
        (2 * (xy / total - mx * my) + 9e-4) / (xx / total - mx * mx + yy / total - my * my + 9e-4);
    return luminance ? term * (2 * mx * my + 1e-4) / (mx * mx + my * my + 1e-4) : term;
  }

  private static double[] half(double[] x, int rows, int columns) {
    int paddedColumns = columns + 2 * (columns % 2);
    int paddedRows = rows + 2 * (rows % 2);
    double[] padded = new double[paddedRows * paddedColumns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          x, row * columns, padded, (row + rows % 2) * paddedColumns + columns % 2, columns);
    }
    double[] result = new double[((rows + 1) / 2) * ((columns + 1) / 2)];
    for (int row = 0; row < (rows + 1) / 2; row++) {
      for (int column = 0; column < (columns + 1) / 2; column++) {
        int corner = 2 * row * paddedColumns + 2 * column;
        result[row * ((columns + 1) / 2) + column] =
            (padded[corner]
                    + padded[corner + 1]
                    + padded[corner + paddedColumns]
                    + padded[corner + paddedColumns + 1])
                / 4;
      }
    }
    return result;
  }

  private static double[] eightBit(Samples image) {
    double[] values = new double[image.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.rint(255 * Math.min(1.0, Math.max(0.0, image.values()[i]))) / 255;
    }
    return values;
  }

  private static Samples texture(int rows, int columns, int channels) {
    float[] values = new float[rows * columns * channels];
    for (int i = 0; i < values.length; i++) {
      int point = i / channels;
      int row = point / columns;
      int column = point % columns;
      values[i] =
          (float)
              (0.5
                  + 0.3 * Math.sin(row / 7.0 + i % channels) * Math.cos(column / 5.0)
                  + 0.2 * Math.sin(row * column / 900.0));
    }
    return new Samples(GridShape.of(rows, columns), channels, values);
  }

  private static Samples noisy(Samples image) {
    RandomGenerator random = SeedTree.root(5).generator();
    float[] values = image.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + 0.15 * random.nextGaussian());
    }
    return new Samples(image.shape(), image.channels(), values);
  }

  private static Samples channel(Samples image, int channel) {
    float[] values = new float[image.shape().points()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.values()[i * image.channels() + channel];
    }
    return new Samples(image.shape(), 1, values);
  }

  private static Samples constant(float value) {
    float[] values = new float[176 * 192];
    Arrays.fill(values, value);
    return new Samples(GridShape.of(176, 192), 1, values);
  }
}
