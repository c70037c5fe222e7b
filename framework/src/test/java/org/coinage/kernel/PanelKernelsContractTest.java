package org.coinage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What all panel kernels hold: products and sines have the bits of the rules, everything else
 * agrees with plain loops to rounding. A test of kernels extends this.
 */
public abstract class PanelKernelsContractTest {

  private static final int GAP = 3;

  private final RandomGenerator random = SeedTree.root(5).child("panels").generator();

  /** The kernels under test. */
  protected abstract PanelKernels kernels();

  private float[] draw(int length, float range) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = range * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  @Test
  void blocksAreMadeOfWholeRegisters() {
    assertThat(kernels().available()).isTrue();
    assertThat(kernels().lanes() % 4).isZero();
    assertThat(kernels().block() % kernels().lanes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"16, 0, 5", "16, 2, 64", "32, 3, 7", "64, 64, 64", "16, 33, 100", "48, 7, 200"})
  void everySumOfAProductIsFusedInOrder(int rows, int depth, int features) {
    PackedMatrix order = PackedMatrix.of(kernels(), depth, features);
    int columns = order.padded();
    int stride = columns + GAP;
    float[] a = draw(rows * (depth + GAP), 1);
    float[] b = new float[order.size()];
    for (int k = 0; k < depth; k++) {
      for (int c = 0; c < features; c++) {
        b[order.at(k, c)] = draw(1, 1)[0];
      }
    }
    float[] start = draw(columns, 1);
    float[] out = new float[GAP + rows * stride];
    kernels().product(rows, depth, columns, a, 0, depth + GAP, b, 0, start, 0, 0, out, GAP, stride);
    float[] expected = new float[out.length];
    for (int p = 0; p < rows; p++) {
      for (int c = 0; c < columns; c++) {
        float sum = start[c];
        for (int k = 0; k < depth; k++) {
          float weight = c < features ? b[order.at(k, c)] : 0;
          sum = Math.fma(weight, a[p * (depth + GAP) + k], sum);
        }
        expected[GAP + p * stride + c] = sum;
      }
    }
    assertThat(bits(out)).isEqualTo(bits(expected));
  }

  @ParameterizedTest
  @CsvSource({"64, 4, 64", "16, 8, 5", "48, 64, 100", "1, 12, 200"})
  void outerProductsAreAddedToWhatIsThere(int points, int rows, int features) {
    PackedMatrix order = PackedMatrix.of(kernels(), rows, features);
    int columns = order.padded();
    float[] a = draw(points * (rows + GAP), 1);
    float[] b = draw(points * columns, 1);
    float[] out = draw(order.size(), 1);
    float[] before = out.clone();
    kernels().outerProducts(points, rows, columns, a, 0, rows + GAP, b, 0, columns, out, 0);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double sum = before[order.at(r, c)];
        for (int p = 0; p < points; p++) {
          sum += (double) a[p * (rows + GAP) + r] * b[p * columns + c];
        }
        assertThat((double) out[order.at(r, c)]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.5f, 4, 1000, 0x1p22f})
  void sinesHaveTheBitsOfTheRules(float range) {
    float[] u = draw(4 * kernels().block(), range);
    float[] sines = new float[u.length];
    float[] again = new float[u.length];
    float[] slopes = new float[u.length];
    float largest = kernels().sines(u.length, u, 0, sines, 0);
    kernels().sinesAndSlopes(u.length, u, 0, again, 0, slopes, 0);
    float[] expected = new float[u.length];
    float expectedLargest = 0;
    for (int i = 0; i < u.length; i++) {
      expected[i] = Sincos.sinPi(u[i]);
      expectedLargest = Math.max(expectedLargest, Math.abs(u[i]));
      assertThat((double) slopes[i]).isCloseTo(Math.PI * Sincos.cosPi(u[i]), within(1e-6));
    }
    assertThat(bits(sines)).isEqualTo(bits(expected));
    assertThat(bits(again)).isEqualTo(bits(expected));
    assertThat(largest).isEqualTo(expectedLargest);
  }

  @Test
  void theLargestArgumentIsNotANumberIfOneIsNot() {
    float[] u = draw(4 * kernels().lanes(), 1);
    u[kernels().lanes() + 1] = Float.NaN;
    assertThat(kernels().sines(u.length, u, 0, new float[u.length], 0)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void passesOverPanelsAgreeWithTheirTwins(int registers) {
    int columns = registers * kernels().lanes();
    int rows = 32;
    int panel = rows * columns;
    float[] panels = draw(9 * panel, 1);
    float[] row = draw(columns, 1);
    float[] other = draw(columns, 1);
    float[] twin = panels.clone();
    float[][] sums = {new float[columns], new float[columns], new float[columns]};
    float[][] twinSums = {new float[columns], new float[columns], new float[columns]};
    passes(kernels(), rows, columns, panel, panels, row, other, sums);
    passes(new ScalarKernels(), rows, columns, panel, twin, row, other, twinSums);
    for (int i = 0; i < panels.length; i++) {
      assertThat((double) panels[i]).isCloseTo(twin[i], within(2e-4));
    }
    for (int s = 0; s < sums.length; s++) {
      for (int c = 0; c < columns; c++) {
        assertThat((double) sums[s][c]).isCloseTo(twinSums[s][c], within(2e-3));
      }
    }
  }

  private static void passes(
      PanelKernels kernels,
      int rows,
      int columns,
      int panel,
      float[] panels,
      float[] row,
      float[] other,
      float[][] sums) {
    kernels.scaleAndShift(rows, columns, panels, 0, row, 0, other, 0, panels, panel);
    kernels.addScaled(rows, columns, panels, 2 * panel, row, 0, panel);
    kernels.backward(rows, columns, panels, panel, 3 * panel, 4 * panel, sums[0], 0);
    kernels.multiply(panel, panels, 4 * panel, 2 * panel, 5 * panel);
    kernels.backwardDot(
        rows, columns, panels, 0, panel, 2 * panel, 3 * panel, 6 * panel, 7 * panel, 8 * panel,
        sums[1], 0);
    kernels.columnProducts(rows, columns, panels, 7 * panel, 8 * panel, sums[2], 0);
  }

  private SparseRows sparse(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(4) == 0 ? 2 * random.nextDouble() - 1 : 0;
    }
    return SparseRows.of(values, 1, rows, columns, false);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "3, 40", "64, 64", "40, 100"})
  void everySumOfASparseProductIsFusedInOrder(int rows, int columns) {
    FeatureMajorKernels kernels = kernels().featureMajor();
    int points = kernels.points();
    SparseRows weights = sparse(rows, columns);
    float[] start = draw(rows, 1);
    int out = columns * points;
    float[] memory = draw((columns + rows) * points, 1);
    float[] expected = memory.clone();
    float[] added = memory.clone();
    for (int o = 0; o < rows; o++) {
      for (int p = 0; p < points; p++) {
        int at = out + o * points + p;
        float sum = start[o];
        float more = added[at];
        for (int k = weights.starts()[o]; k < weights.starts()[o + 1]; k++) {
          float input = memory[weights.column()[k] * points + p];
          sum = Math.fma(weights.value()[k], input, sum);
          more = Math.fma(weights.value()[k], input, more);
        }
        expected[at] = sum;
        added[at] = more;
      }
    }
    float[] found = memory.clone();
    kernels.product(weights, found, 0, start, out);
    kernels.addProduct(weights, memory, 0, out);

    assertThat(bits(found)).isEqualTo(bits(expected));
    assertThat(bits(memory)).isEqualTo(bits(added));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "3, 40", "64, 64"})
  void sparseOuterProductsAreSumsOverPoints(int rows, int columns) {
    FeatureMajorKernels kernels = kernels().featureMajor();
    int points = kernels.points();
    SparseRows pattern = sparse(rows, columns);
    float[] memory = draw((columns + rows) * points, 1);
    int b = rows * points;
    float[] sums = draw(GAP + pattern.entries() * kernels.lanes(), 1);
    float[] before = sums.clone();
    kernels.outerProducts(pattern, memory, 0, b, sums, GAP);
    for (int o = 0; o < rows; o++) {
      for (int k = pattern.starts()[o]; k < pattern.starts()[o + 1]; k++) {
        double expected = 0;
        double found = 0;
        for (int p = 0; p < points; p++) {
          int other = b + pattern.column()[k] * points + p;
          expected += (double) memory[o * points + p] * memory[other];
        }
        for (int lane = 0; lane < kernels.lanes(); lane++) {
          int at = GAP + k * kernels.lanes() + lane;
          found += sums[at] - before[at];
        }
        assertThat(found).isCloseTo(expected, within(2e-5));
      }
    }
  }

  /** The point-major twins on the turned panels say what feature-major passes compute. */
  @ParameterizedTest
  @ValueSource(ints = {4, 20})
  void featureMajorPassesAgreeWithThePointMajorTwins(int features) {
    FeatureMajorKernels kernels = kernels().featureMajor();
    PanelKernels twins = new ScalarKernels();
    int points = kernels.points();
    int panel = features * points;
    float[] panels = draw(9 * panel, 1);
    float[] gain = draw(features, 1);
    float[] offset = draw(features, 1);
    float[][] sums = new float[3][features * kernels.lanes()];
    float[][] twinSums = new float[3][features];
    float[] twin = turned(panels, 9, features, points);
    passes(twins, points, features, panel, twin, gain, offset, twinSums);
    kernels.scaleAndShift(features, panels, 0, gain, offset, panel);
    kernels.addScaled(features, panels, 2 * panel, gain, panel);
    kernels.backward(features, panels, panel, 3 * panel, 4 * panel, sums[0], 0);
    kernels().multiply(panel, panels, 4 * panel, 2 * panel, 5 * panel);
    kernels.backwardDot(
        features, panels, 0, panel, 2 * panel, 3 * panel, 6 * panel, 7 * panel, 8 * panel, sums[1],
        0);
    kernels.pointProducts(features, panels, 7 * panel, 8 * panel, sums[2], 0);

    float[] found = turned(panels, 9, features, points);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(twin[i], within(2e-4));
    }
    for (int s = 0; s < sums.length; s++) {
      for (int f = 0; f < features; f++) {
        double total = 0;
        for (int lane = 0; lane < kernels.lanes(); lane++) {
          total += sums[s][f * kernels.lanes() + lane];
        }
        assertThat(total).isCloseTo(twinSums[s][f], within(2e-2));
      }
    }
  }

  private static float[] turned(float[] panels, int count, int features, int points) {
    float[] turned = new float[panels.length];
    for (int n = 0; n < count; n++) {
      int panel = n * features * points;
      for (int f = 0; f < features; f++) {
        for (int p = 0; p < points; p++) {
          turned[panel + p * features + f] = panels[panel + f * points + p];
        }
      }
    }
    return turned;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
