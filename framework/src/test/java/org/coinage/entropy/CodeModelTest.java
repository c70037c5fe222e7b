package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class CodeModelTest {

  private static final SeedTree SEEDS = SeedTree.root(99);

  /** From nearly certain to nearly uniform over thousands; each draws integers around 0. */
  private static final double[] SPREADS = {0.15, 0.25, 0.4, 0.7, 1, 2, 5, 20, 100, 500};

  @Test
  void rateIsTheCrossEntropyOnTenDistributions() {
    int dimension = 10;
    for (double spread : SPREADS) {
      int[][] codes =
          codes(SEEDS.child("rate").child((long) (spread * 100)), 10000, dimension, spread);
      CodeModel model = CodeModelFit.perDimension(codes);
      List<int[]> list = List.of(codes);
      double ideal = list.stream().mapToDouble(model::bits).sum() / 8;
      byte[] bytes = model.encodeAll(list);
      assertThat((double) bytes.length)
          .as("spread " + spread)
          .isBetween(ideal - 1, ideal * 1.001 + 4);
      List<int[]> back = model.decodeAll(bytes, 0, bytes.length, codes.length);
      for (int i = 0; i < codes.length; i++) {
        assertThat(back.get(i)).isEqualTo(codes[i]);
      }
    }
  }

  @Test
  void oneCodeTakesAtMostOneByteBeyondItsBits() {
    int[][] codes = codes(SEEDS.child("single"), 400, 24, 1.5);
    CodeModel model = CodeModelFit.perDimension(codes);
    for (int[] code : codes) {
      byte[] bytes = model.encode(code);
      assertThat(bytes.length).isLessThanOrEqualTo((int) Math.ceil(model.bits(code) / 8));
      assertThat(model.decode(bytes, 0, bytes.length)).isEqualTo(code);
    }
  }

  @Test
  void truncationAnywhereDecodesOrReportsCorruption() {
    int[][] codes = codes(SEEDS.child("truncation"), 20, 20, 2);
    CodeModel model = CodeModelFit.perDimension(codes);
    byte[] bytes = model.encodeAll(List.of(codes));
    for (int length = 0; length < bytes.length; length++) {
      assertDecodesOrReports(model, Arrays.copyOf(bytes, length), codes.length);
    }
  }

  @Test
  void anyBytesDecodeOrReportCorruption() {
    int[][] codes = codes(SEEDS.child("garbage model"), 50, 20, 3);
    CodeModel narrow = CodeModelFit.perDimension(codes);
    // An escape of half the mass sends garbage through every branch.
    CodeModel escaping =
        CodeModel.shared(
            20, FrequencyTable.ofWeights(Integer.MAX_VALUE - 1, new double[] {1, 1}, 2));
    for (int round = 0; round < 1500; round++) {
      RandomGenerator random = SEEDS.child("garbage").child(round).generator();
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (round % 10 == 0) {
        Arrays.fill(bytes, (byte) -(round / 10 % 2));
      }
      assertDecodesOrReports(narrow, bytes, 3);
      assertDecodesOrReports(escaping, bytes, 3);
    }
  }

  @Test
  void flippedBitsDecodeOrReportCorruption() {
    int[][] codes = codes(SEEDS.child("flip"), 10, 20, 2);
    CodeModel model = CodeModelFit.perDimension(codes);
    byte[] bytes = model.encodeAll(List.of(codes));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertDecodesOrReports(model, flipped, codes.length);
    }
  }

  @Test
  void dimensionThatCarriesNothingTakesNoBits() {
    int[][] codes = {{5, 1}, {5, 2}, {5, 1}, {5, 3}};
    CodeModel model = CodeModelFit.perDimension(codes);
    assertThat(model.table(0)).isEqualTo(new ConstantSymbol(5));
    assertThat(model.bits(5, 2)).isEqualTo(model.table(1).bits(2));
    assertThat(model.project(9, 2)).containsExactly(5, 2);
    assertThatThrownBy(() -> model.encode(9, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("always 5");
    CodeModel nothing = CodeModelFit.perDimension(new int[][] {{5, 7}, {5, 7}});
    assertThat(nothing.encode(5, 7)).isEmpty();
    assertThat(nothing.decode(new byte[0], 0, 0)).containsExactly(5, 7);
    assertThatThrownBy(() -> nothing.decode(new byte[7], 0, 7))
        .isInstanceOf(CorruptStreamException.class);
  }

  /** As weights of a tensor do: three dimensions and two. */
  @Test
  void dimensionsOfARunShareATable() {
    int[][] codes = codes(SEEDS.child("runs"), 200, 5, 2);
    CodeModel model = CodeModelFit.perRun(codes, 3, 2);
    assertThat(model.table(0)).isEqualTo(model.table(2)).isNotEqualTo(model.table(3));
    assertThat(model.table(3)).isEqualTo(model.table(4));
    byte[] bytes = model.encodeAll(List.of(codes));
    List<int[]> back = model.decodeAll(bytes, 0, bytes.length, codes.length);
    for (int i = 0; i < codes.length; i++) {
      assertThat(back.get(i)).isEqualTo(codes[i]);
    }
    assertThat(CodeModel.fromInts(model.toInts())).isEqualTo(model).hasSameHashCodeAs(model);
  }

  @Test
  void runsOfOneAreAModelPerDimension() {
    int[][] codes = codes(SEEDS.child("runs"), 50, 4, 2);
    assertThat(CodeModelFit.perRun(codes, 1, 1, 1, 1)).isEqualTo(CodeModelFit.perDimension(codes));
  }

  @Test
  void damagedRunsAreRefused() {
    int[] sound = CodeModelFit.perRun(codes(SEEDS.child("runs"), 50, 5, 2), 3, 2).toInts();
    for (int[] change :
        new int[][] {
          {4, -1},
          {4, -5},
          {4, Integer.MIN_VALUE},
          {5, 5},
          {5, 0},
          {6, 4},
          {6, Integer.MAX_VALUE},
          {3, 6}
        }) {
      int[] damaged = sound.clone();
      damaged[change[0]] = change[1];
      assertThatThrownBy(() -> CodeModel.fromInts(damaged))
          .as("%d at %d", change[1], change[0])
          .isInstanceOf(InvalidTableException.class);
    }
    assertThatThrownBy(() -> CodeModel.perRun(List.of(new ConstantSymbol(0)), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CodeModel.perRun(List.of(new ConstantSymbol(0)), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void modelsSurviveStorage() {
    CodeModel perDimension =
        CodeModelFit.perDimension(new int[][] {{5, 1, -9}, {5, 2, 44}, {5, 2, 0}});
    CodeModel shared = CodeModelFit.coinPlusPlus(new int[][] {{0, 3, 1}}, 8);
    for (CodeModel model : List.of(perDimension, shared)) {
      assertThat(CodeModel.fromInts(model.toInts())).isEqualTo(model).hasSameHashCodeAs(model);
    }
  }

  @Test
  void damagedModelsAreRefused() {
    int[] sound = CodeModelFit.perDimension(new int[][] {{5, 1}, {5, 2}}).toInts();
    assertThat(CodeModel.fromInts(sound).dimension()).isEqualTo(2);
    for (int length = 0; length < sound.length; length++) {
      int[] cut = Arrays.copyOf(sound, length);
      assertThatThrownBy(() -> CodeModel.fromInts(cut)).isInstanceOf(InvalidTableException.class);
    }
    int[] longer = Arrays.copyOf(sound, sound.length + 1);
    assertThatThrownBy(() -> CodeModel.fromInts(longer)).isInstanceOf(InvalidTableException.class);
    int[] huge = sound.clone();
    huge[0] = Integer.MAX_VALUE;
    huge[1] = Integer.MAX_VALUE;
    assertThatThrownBy(() -> CodeModel.fromInts(huge)).isInstanceOf(InvalidTableException.class);
  }

  @Test
  void coinPlusPlusHistogramCountsMissingLevelsOnce() {
    CodeModel model = CodeModelFit.coinPlusPlus(new int[][] {{0, 0, 3}, {3, 3, 3}}, 4);
    // Counts 2, 0, 0, 4 become 2, 1, 1, 4; of 65536 less the escape's one.
    FrequencyTable table = (FrequencyTable) model.table(2);
    assertThat(table.frequency(0)).isBetween(16383, 16384);
    assertThat(table.frequency(1)).isBetween(8191, 8192);
    assertThat(table.frequency(3)).isBetween(32767, 32768);
    assertThat(table.frequency(4)).isEqualTo(1);
  }

  @Test
  void fittedTablesHandleFarOutliers() {
    int[][] codes = {{Integer.MIN_VALUE}, {0}, {1}, {0}, {Integer.MAX_VALUE}};
    CodeModel model = CodeModelFit.perDimension(codes);
    byte[] bytes = model.encodeAll(List.of(codes));
    List<int[]> back = model.decodeAll(bytes, 0, bytes.length, codes.length);
    for (int i = 0; i < codes.length; i++) {
      assertThat(back.get(i)).isEqualTo(codes[i]);
    }
  }

  @Test
  void codesOfAnotherDimensionAreRefused() {
    CodeModel model = CodeModel.shared(3, new ConstantSymbol(0));
    assertThatThrownBy(() -> model.encode(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> model.bits(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CodeModelFit.perDimension(new int[][] {{1, 2}, {1}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CodeModelFit.perDimension(new int[0][]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDecodesOrReports(CodeModel model, byte[] bytes, int count) {
    try {
      List<int[]> codes = model.decodeAll(bytes, 0, bytes.length, count);
      assertThat(codes).hasSize(count);
      // What decodes, encodes.
      byte[] again = model.encodeAll(codes);
      assertThat(model.decodeAll(again, 0, again.length, count).get(count - 1))
          .isEqualTo(codes.get(count - 1));
    } catch (EntropyException e) {
      assertThat(e).hasMessageContaining("coded stream");
    }
  }

  private static int[][] codes(SeedTree seeds, int signals, int dimension, double spread) {
    RandomGenerator random = seeds.generator();
    int[][] codes = new int[signals][dimension];
    for (int[] code : codes) {
      Arrays.setAll(code, i -> (int) Math.rint(spread * random.nextGaussian() * (1 + i % 3 * 0.3)));
    }
    return codes;
  }
}
