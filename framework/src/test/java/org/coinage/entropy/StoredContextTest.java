package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredContextTest {

  /**
   * Two dimensions: always 4, and a table of 0 and 1 with a context of one slot, each part there.
   */
  private static final int[] SOUND = {
    -1,
    100,
    1, // extended, worth, context
    2,
    2,
    0,
    4,
    2,
    0,
    32768,
    16384,
    16384, // two dimensions, two tables
    1,
    50,
    0,
    300,
    1,
    1,
    0,
    65000,
    536, // slots, mean level, gains, pool of one table
    2,
    1,
    0,
    1,
    2048, // two sides, one term: slot, dimension, weight
    128,
    1000,
    2000,
    3000,
    1,
    77, // mean, own, same, level, one threshold
    1,
    2,
    2,
    1 // cells
  };

  private static int[] with(int at, int value) {
    int[] changed = SOUND.clone();
    changed[at] = value;
    return changed;
  }

  @Test
  void modelsSurviveStorage() {
    List<PictureCodes> pictures = RandomPictures.of(1, 12, 5, 5);
    CodeModel base = CodeModelFit.perDimension(RandomPictures.codes(pictures));
    CodeModel context = new ContextFit(3, true, 6).fit(base, pictures);
    for (CodeModel model :
        List.of(base.adapting(9), context, context.adapting(1), CodeModel.fromInts(SOUND))) {
      CodeModel read = CodeModel.fromInts(model.toInts());
      assertThat(read).isEqualTo(model).hasSameHashCodeAs(model);
      assertThat(read).isNotEqualTo(base).hasToString(model.toString());
      assertThat(read.toInts()).isEqualTo(model.toInts());
      List<int[]> codes = pictures.get(0).codes();
      if (model.dimension() == base.dimension()) {
        assertThat(read.encodeAll(codes, PatchGrid.of(5, 5)))
            .isEqualTo(model.encodeAll(codes, PatchGrid.of(5, 5)));
      }
    }
    assertThat(CodeModel.fromInts(SOUND).toInts()).isEqualTo(SOUND);
    assertThat(context.adapting(1)).isNotEqualTo(context);
  }

  @ParameterizedTest
  @CsvSource({
    "0, -2, dimension is -2",
    "1, -1, worth of the tables is -1",
    "1, 65537, worth of the tables is 65537",
    "2, 2, number of contexts is 2",
    "3, 0, dimension is 0",
    "4, 3, number of tables is 3",
    "9, 32767, frequencies sum to 65535",
    "12, 0, slots is 0",
    "12, 11, slots is 11",
    "13, -1, mean level is -1",
    "15, 4097, gains is 4097",
    "16, 4097, tables of the pool is 4097",
    "17, 0, the pool has a constant",
    "21, 0, sides of a prediction is 0",
    "21, 17, sides of a prediction is 17",
    "22, 17, terms of a prediction is 17",
    "22, 0, 2 sides of a prediction without terms",
    "23, 1, slot of a term is 1",
    "24, 2, dimension of a term is 2",
    "25, 65537, weight of a term is 65537",
    "26, 1048577, mean magnitude is 1048577",
    "27, 16777217, weight of a code's own level is 16777217",
    "28, -16777217, weights of magnitudes is -16777217",
    "29, 16777217, weights of levels is 16777217",
    "30, 64, number of thresholds is 64",
    "32, 3, cells is 3",
    "32, -1, cells is -1",
    "33, 0, a cell of dimension 1 has constant table 0"
  })
  void everyBrokenInvariantIsNamed(int at, int value, String message) {
    assertThatThrownBy(() -> CodeModel.fromInts(with(at, value)))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining(message);
  }

  /** Three dimensions in two runs: always 4, always 4, and one with a context. */
  @Test
  void aContextGoesWithTablesOfRuns() {
    int[] runs = {
      -1, 0, 1, // extended, tables that stay, context
      3, -2, 2, 3, 0, 4, 2, 0, 32768, 16384, 16384, // three dimensions, two runs and their tables
      1, 50, 0, 0, 300, 0, // slots, mean level, gains, no pool
      1, 0, // one side, no terms
      128, 1000, 2000, 3000, 0, // mean, own, same, level, no threshold
      1 // cell
    };
    CodeModel model = CodeModel.fromInts(runs);
    assertThat(model.toInts()).isEqualTo(runs);
    PatchGrid grid = PatchGrid.of(2, 2);
    List<int[]> codes =
        List.of(new int[] {4, 4, 0}, new int[] {4, 4, 9}, new int[] {4, 4, 1}, new int[] {4, 4, 0});
    byte[] bytes = model.encodeAll(codes, grid);
    assertThat(model.decodeAll(bytes, 0, bytes.length, 4, grid).toArray(int[][]::new))
        .isDeepEqualTo(codes.toArray(int[][]::new));
  }

  @Test
  void worthOfNothingWithoutContextIsWrittenPlainly() {
    int[] plain = Arrays.copyOf(SOUND, 12);
    plain[1] = 0;
    plain[2] = 0;
    assertThatThrownBy(() -> CodeModel.fromInts(plain))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("fixed tables in the form of others");
  }

  @Test
  void thresholdsMustAscend() {
    int[] falling = new int[SOUND.length + 3];
    System.arraycopy(SOUND, 0, falling, 0, 32);
    falling[30] = 2;
    falling[32] = 77;
    Arrays.fill(falling, 33, falling.length, 1);
    assertThatThrownBy(() -> CodeModel.fromInts(falling))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("thresholds [77, 77]");
  }

  @Test
  void cutAndLengthenedModelsAreRefused() {
    for (int length = 0; length < SOUND.length; length++) {
      int[] cut = Arrays.copyOf(SOUND, length);
      assertThatThrownBy(() -> CodeModel.fromInts(cut)).isInstanceOf(InvalidTableException.class);
    }
    assertThatThrownBy(() -> CodeModel.fromInts(Arrays.copyOf(SOUND, SOUND.length + 1)))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("1 integers left over");
  }

  /** Anything at all is a model or refused, and a model codes; a huge count allocates nothing. */
  @Test
  void anyIntegersAreAModelOrRefused() {
    RandomGenerator random = SeedTree.root(3).generator();
    int sound = 0;
    for (int round = 0; round < 20_000; round++) {
      int[] ints = SOUND.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int value = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(-2, 5);
        ints[random.nextInt(ints.length)] = value;
      }
      try {
        CodeModel model = CodeModel.fromInts(ints);
        List<int[]> codes = List.of(model.project(7, 1), model.project(1, 900));
        byte[] bytes = model.encodeAll(codes, PatchGrid.of(2));
        assertThat(model.decodeAll(bytes, 0, bytes.length, 2, PatchGrid.of(2)).get(1))
            .isEqualTo(codes.get(1));
        sound++;
      } catch (InvalidTableException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(sound).isGreaterThan(1000);
  }
}
