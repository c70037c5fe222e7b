package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextModelTest {

  private static final int[][] GRIDS = {{1}, {9}, {4, 5}, {1, 6}, {6, 1}, {3, 2, 4}, {2, 2, 2, 2}};
  private static final CodeModel MODEL = fitted(6, 7);

  private static CodeModel fitted(int... extents) {
    List<PictureCodes> pictures = RandomPictures.of(1, 30, extents);
    CodeModel base = CodeModelFit.perDimension(RandomPictures.codes(pictures));
    return new ContextFit(4, true, 8).fit(base, pictures);
  }

  static List<int[]> grids() {
    return List.of(GRIDS);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void anyCodesOnAnyGridComeBack(int... extents) {
    PatchGrid grid = PatchGrid.of(extents);
    for (CodeModel model : List.of(MODEL, MODEL.adapting(20), fitted(4, 3, 3), fitted(12))) {
      for (int signals = 0; signals < 6; signals++) {
        List<int[]> codes = wild(10L * signals + extents.length, signals * grid.count());
        byte[] bytes = model.encodeAll(codes, grid);
        List<int[]> back = model.decodeAll(bytes, 0, bytes.length, codes.size(), grid);
        assertThat(back.toArray(int[][]::new)).isDeepEqualTo(codes.toArray(int[][]::new));
      }
    }
  }

  /** Mostly small, sometimes as far out as integers go. */
  private static List<int[]> wild(long seed, int count) {
    RandomGenerator random = SeedTree.root(seed).child("wild").generator();
    List<int[]> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] code = new int[RandomPictures.DIMENSION];
      Arrays.setAll(code, d -> random.nextInt() >> random.nextInt(random.nextInt(4) == 0 ? 32 : 1));
      Arrays.setAll(code, d -> random.nextInt(8) == 0 ? code[d] : random.nextInt(-4, 5));
      code[0] = random.nextInt(20) == 0 ? Integer.MIN_VALUE : code[0];
      codes.add(MODEL.project(code));
    }
    return codes;
  }

  @Test
  void adaptedTablesAreTheSameForReaderAndWriterAcrossManyRebuilds() {
    List<PictureCodes> pictures = RandomPictures.of(2, 40, 8, 8);
    List<int[]> codes = List.of(RandomPictures.codes(pictures));
    CodeModel adapting = MODEL.adapting(50);
    byte[] bytes = adapting.encodeAll(codes, PatchGrid.of(8, 8));
    List<int[]> back = adapting.decodeAll(bytes, 0, bytes.length, codes.size(), PatchGrid.of(8, 8));
    assertThat(back.toArray(int[][]::new)).isDeepEqualTo(codes.toArray(int[][]::new));
  }

  @Test
  void rateIsWhatTheModelSays() {
    List<int[]> codes = List.of(RandomPictures.codes(RandomPictures.of(3, 20, 10, 10)));
    PatchGrid grid = PatchGrid.of(10, 10);
    for (CodeModel model : List.of(MODEL, MODEL.adapting(100))) {
      double ideal = model.bits(codes, grid) / 8;
      assertThat((double) model.encodeAll(codes, grid).length)
          .isBetween(ideal - 1, ideal * 1.001 + 4);
    }
  }

  @Test
  void withoutContextItsOwnTablesCodeEachSymbolForItself() {
    List<int[]> codes = List.of(RandomPictures.codes(RandomPictures.of(3, 20, 10, 10)));
    CodeModel plain = MODEL.adapting(100).plain();
    assertThat(plain.isExtended()).isFalse();
    assertThat(plain.bits(codes, PatchGrid.of(10, 10)))
        .isCloseTo(codes.stream().mapToDouble(MODEL::bits).sum(), Offset.offset(1e-6));
  }

  @Test
  void signalsOfOneStreamShareNoContext() {
    List<PictureCodes> pictures = RandomPictures.of(4, 3, 5, 4);
    double alone =
        pictures.stream().mapToDouble(each -> MODEL.bits(each.codes(), each.grid())).sum();
    double together = MODEL.bits(List.of(RandomPictures.codes(pictures)), pictures.get(0).grid());
    assertThat(together).isCloseTo(alone, Offset.offset(1e-9 * alone));
  }

  @Test
  void neighboursBearOnTheCodesOfAGridOnly() {
    List<int[]> codes = List.of(RandomPictures.codes(RandomPictures.of(5, 10, 12, 12)));
    double inContext = MODEL.bits(codes, PatchGrid.of(12, 12));
    double alone = MODEL.bits(codes, PatchGrid.single());
    assertThat(inContext).isLessThan(0.96 * alone);
    assertThat(MODEL.encodeAll(codes)).isEqualTo(MODEL.encodeAll(codes, PatchGrid.single()));
  }

  @Test
  void fixedTablesCodeTheSameOnEveryGrid() {
    List<int[]> codes = RandomPictures.of(6, 1, 6, 6).get(0).codes();
    CodeModel fixed = CodeModelFit.perDimension(codes.toArray(int[][]::new));
    assertThat(fixed.encodeAll(codes, PatchGrid.of(6, 6))).isEqualTo(fixed.encodeAll(codes));
    assertThat(fixed.isExtended()).isFalse();
    assertThat(fixed.toInts()[0]).isEqualTo(RandomPictures.DIMENSION);
  }

  @Test
  void dimensionThatCarriesNothingTakesNoBitsAndNoContext() {
    CodeModel nothing =
        CodeModel.fromInts(-1, 7, 1, 2, 1, /* constant 9 */ 0, 9, 1, 0, 0, 0, /* pool */ 0);
    PatchGrid grid = PatchGrid.of(2, 2);
    byte[] bytes = nothing.encodeAll(List.of(new int[][] {{9, 9}, {9, 9}, {9, 9}, {9, 9}}), grid);
    assertThat(bytes).isEmpty();
    assertThat(nothing.decodeAll(bytes, 0, 0, 4, grid)).contains(new int[] {9, 9});
    assertThatThrownBy(() -> MODEL.encodeAll(List.of(new int[RandomPictures.DIMENSION])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("always 3");
  }

  @Test
  void partsOfSignalsAreRefused() {
    List<int[]> codes = RandomPictures.of(7, 1, 5).get(0).codes();
    assertThatThrownBy(() -> MODEL.encodeAll(codes, PatchGrid.of(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count: 5 codes; expected a multiple of 4, for PatchGrid[2, 2]");
    assertThatThrownBy(() -> MODEL.decodeAll(new byte[0], 0, 0, 5, PatchGrid.of(2, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MODEL.adapting(65537))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("worth: 65537");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30})
  void damagedStreamsDecodeOrReportCorruption(int worth) {
    CodeModel model = MODEL.adapting(worth);
    PatchGrid grid = PatchGrid.of(4, 6);
    byte[] sound = model.encodeAll(RandomPictures.of(8, 1, 4, 6).get(0).codes(), grid);
    RandomGenerator random = SeedTree.root(9).generator();
    for (int round = 0; round < 400; round++) {
      byte[] bytes = Arrays.copyOf(sound, round % 2 == 0 ? sound.length : random.nextInt(400));
      for (int i = random.nextInt(4); bytes.length > 0 && i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      // Within a larger array, beyond whose section nothing may be read.
      byte[] framed = new byte[bytes.length + 20];
      Arrays.fill(framed, (byte) round);
      System.arraycopy(bytes, 0, framed, 10, bytes.length);
      try {
        List<int[]> codes = model.decodeAll(framed, 10, bytes.length, 24, grid);
        byte[] again = model.encodeAll(codes, grid);
        assertThat(model.decodeAll(again, 0, again.length, 24, grid).toArray(int[][]::new))
            .isDeepEqualTo(codes.toArray(int[][]::new));
        assertThat(model.decodeAll(bytes, 0, bytes.length, 24, grid).toArray(int[][]::new))
            .isDeepEqualTo(codes.toArray(int[][]::new));
      } catch (CorruptStreamException e) {
        assertThat(e).hasMessageContaining("coded stream");
      }
    }
  }
}
