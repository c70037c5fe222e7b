package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class FrequencyTableTest {

  private static final SeedTree SEEDS = SeedTree.root(7);

  @Test
  void frequenciesAreAtLeastOneAndSumToTheTotal() {
    for (int round = 0; round < 400; round++) {
      RandomGenerator random = SEEDS.child("weights").child(round).generator();
      double[] weights = new double[1 + random.nextInt(1 << random.nextInt(12))];
      Arrays.setAll(weights, i -> Math.exp(8 * random.nextGaussian()) * random.nextInt(2));
      double escape = random.nextInt(2) + 1e-300;
      int[] ints = FrequencyTable.ofWeights(-3, weights, escape).toInts();
      int[] frequencies = Arrays.copyOfRange(ints, 2, ints.length);
      assertThat(frequencies).hasSize(weights.length + 1);
      assertThat(Arrays.stream(frequencies).min().orElseThrow()).isPositive();
      assertThat(Arrays.stream(frequencies).sum()).isEqualTo(65536);
    }
  }

  @Test
  void widestTableStillGivesEverySymbolOne() {
    double[] weights = new double[FrequencyTable.MAX_SYMBOLS];
    weights[5] = 1;
    FrequencyTable table = FrequencyTable.ofWeights(Integer.MIN_VALUE, weights, 0);
    assertThat(table.frequency(Integer.MIN_VALUE)).isEqualTo(1);
    assertThat(table.max()).isEqualTo(Integer.MIN_VALUE + 65534);
  }

  @Test
  void scalingFollowsTheLargestRemainders() {
    // 1 : 1 : 1 of 65536 leaves one seat, which goes to the first of equals.
    assertThat(FrequencyTable.ofWeights(0, new double[] {1, 1}, 1).toInts())
        .containsExactly(2, 0, 21846, 21845, 21845);
    assertThat(FrequencyTable.ofWeights(0, new double[] {1, 0}, 0).toInts())
        .containsExactly(2, 0, 65534, 1, 1);
  }

  @Test
  void everyIntegerComesBackThroughTheEscape() {
    FrequencyTable table = FrequencyTable.ofWeights(-2, new double[] {1, 5, 9, 5, 1}, 0.1);
    int[] symbols = {
      Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -100, -3, -2, 0, 2, 3, 4, 5, 1000, Integer.MAX_VALUE
    };
    CodeModel model = CodeModel.shared(symbols.length, table);
    byte[] bytes = model.encode(symbols);
    assertThat(model.decode(bytes, 0, bytes.length)).isEqualTo(symbols);
    assertThat(bytes.length).isLessThanOrEqualTo((int) Math.ceil(model.bits(symbols) / 8) + 1);
  }

  @Test
  void escapesReachAcrossTheWholeIntRange() {
    for (int min : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      FrequencyTable table = FrequencyTable.ofWeights(min, new double[] {1}, 1);
      CodeModel model = CodeModel.shared(3, table);
      int[] symbols = {Integer.MAX_VALUE, Integer.MIN_VALUE, 0};
      byte[] bytes = model.encode(symbols);
      assertThat(model.decode(bytes, 0, bytes.length)).isEqualTo(symbols);
    }
  }

  @Test
  void escapedIntegerBeyondTheIntRangeIsCorrupt() {
    FrequencyTable table = FrequencyTable.ofWeights(0, new double[] {1}, 1);
    RangeEncoder encoder = new RangeEncoder();
    encoder.encode(32768, 32768);
    encoder.encodeBits(1, 1);
    encoder.encodeBits(0, 16);
    encoder.encodeBits(0, 15);
    encoder.encodeBits(1, 1);
    encoder.encodeBits(0, 16);
    encoder.encodeBits(0, 15);
    byte[] bytes = encoder.finish();
    CodeModel model = CodeModel.shared(1, table);
    assertThatThrownBy(() -> model.decode(bytes, 0, bytes.length))
        .isInstanceOf(CorruptStreamException.class)
        .hasMessageContaining("2147483648 leaves the int range");
  }

  @Test
  void endlessEscapeIsCorrupt() {
    FrequencyTable table = FrequencyTable.ofWeights(0, new double[] {0}, 1);
    RangeEncoder encoder = new RangeEncoder();
    encoder.encode(1, 65535);
    encoder.encodeBits(1, 1);
    for (int i = 0; i < 3; i++) {
      encoder.encodeBits(0, 16);
    }
    byte[] bytes = encoder.finish();
    assertThatThrownBy(() -> CodeModel.shared(1, table).decode(bytes, 0, bytes.length))
        .isInstanceOf(CorruptStreamException.class)
        .hasMessageContaining("33 bits");
  }

  @Test
  void tablesSurviveStorage() {
    FrequencyTable table = FrequencyTable.ofWeights(-7, new double[] {3, 0, 8}, 0.5);
    assertThat(SymbolTable.fromInts(table.toInts())).isEqualTo(table).hasSameHashCodeAs(table);
    ConstantSymbol constant = new ConstantSymbol(-4);
    assertThat(SymbolTable.fromInts(constant.toInts())).isEqualTo(constant);
  }

  @Test
  void damagedTablesAreRefused() {
    int[][] damaged = {
      {},
      {1},
      {-1, 0},
      {65536, 0},
      {2, 0, 65534, 1},
      {2, 0, 65534, 1, 1, 1},
      {2, 0, 65534, 1, 2},
      {2, 0, 65535, 1, 0},
      {2, 0, 65537, 1, -2},
      {2, Integer.MAX_VALUE, 65534, 1, 1},
      {3, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1},
      {0, 3, 3},
    };
    for (int[] ints : damaged) {
      assertThatThrownBy(() -> SymbolTable.fromInts(ints))
          .as(Arrays.toString(ints))
          .isInstanceOf(InvalidTableException.class);
    }
  }

  @Test
  void weightsThatAreNoWeightsAreRefused() {
    for (double[] weights :
        new double[][] {
          {}, {-1}, {Double.NaN}, {Double.POSITIVE_INFINITY}, {0, 0}, new double[65536]
        }) {
      assertThatThrownBy(() -> FrequencyTable.ofWeights(0, weights, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> FrequencyTable.ofWeights(Integer.MAX_VALUE, new double[] {1, 1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
