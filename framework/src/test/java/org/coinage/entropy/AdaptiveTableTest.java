package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class AdaptiveTableTest {

  /**
   * By hand: counts 32768, 16384, 16384 of -1, 0 and the escape; worth 64 adds 1024 a symbol. After
   * 32 zeros the counts are 32768, 49152, 16384 of 98304; of 65533 beyond one each, 21844.33,
   * 32766.5 and 10922.16 round down; what is left, 1, goes to the greatest.
   */
  @Test
  void tablesAreMadeAnewAsTheArithmeticSays() {
    FrequencyTable fixed = FrequencyTable.ofWeights(-1, new double[] {2, 1}, 1);
    AdaptiveTable table = new AdaptiveTable(fixed, 64);
    for (int i = 0; i < 31; i++) {
      table.observe(0);
      assertThat(table.current()).isEqualTo(fixed);
    }
    table.observe(0);
    assertThat(table.current().frequencies()).containsExactly(21845, 32768, 10923);
  }

  @Test
  void frequenciesStayValidHoweverLongTheStream() {
    RandomGenerator random = SeedTree.root(5).generator();
    for (int worth : new int[] {1, 7, 300, AdaptiveTable.MAX_WORTH}) {
      AdaptiveTable table =
          new AdaptiveTable(FrequencyTable.ofWeights(0, new double[] {1, 5, 1, 0}, 0), worth);
      for (int i = 0; i < 40_000; i++) {
        table.observe(i < 20_000 ? 1 : random.nextInt(-1, 6));
        if (i % 1000 == 999) {
          assertThat(Arrays.stream(table.current().frequencies()).sum()).isEqualTo(65536);
          assertThat(Arrays.stream(table.current().frequencies()).min().orElse(0)).isPositive();
        }
      }
    }
  }

  @Test
  void theWidestTableAdaptsToo() {
    double[] flat = new double[FrequencyTable.MAX_SYMBOLS];
    AdaptiveTable table = new AdaptiveTable(FrequencyTable.ofWeights(0, flat, 1), 1);
    for (int i = 0; i < FrequencyTable.TOTAL; i++) {
      table.observe(i % 3);
    }
    assertThat(table.current().frequencies()).containsOnly(1);
  }

  /** A symbol adds 2^16, and a wide table waits for 40,000 of them: more than 31 bits. */
  @Test
  void aWideTableDoesNotOverflow() {
    FrequencyTable fixed = FrequencyTable.ofWeights(0, new double[39_999], 1);
    AdaptiveTable table = new AdaptiveTable(fixed, 1);
    for (int i = 0; i < 40_000; i++) {
      table.observe(7);
    }
    assertThat(Arrays.stream(table.current().frequencies()).sum()).isEqualTo(65536);
    assertThat(Arrays.stream(table.current().frequencies()).min().orElse(0)).isPositive();
    assertThat(table.current().frequency(7)).isGreaterThan(25_000);
  }

  /** A stream that its tables were not made for costs, once it is long, what its own would cost. */
  @Test
  void longStreamsApproachTheCostOfTheirOwnTables() {
    CodeModel foreign = CodeModelFit.perDimension(gaussian(SEED_OF_TABLES, 500, 6));
    int[][] stream = gaussian(SEED_OF_STREAM, 8000, 1.5);
    List<int[]> codes = List.of(stream);
    double own = CodeModelFit.perDimension(stream).encodeAll(codes).length;
    double fixed = foreign.encodeAll(codes).length;
    byte[] adapted = foreign.adapting(128).encodeAll(codes);
    assertThat(fixed).isGreaterThan(1.4 * own);
    assertThat((double) adapted.length).isLessThan(1.03 * own);
    List<int[]> back = foreign.adapting(128).decodeAll(adapted, 0, adapted.length, codes.size());
    for (int i = 0; i < stream.length; i++) {
      assertThat(back.get(i)).isEqualTo(stream[i]);
    }
  }

  /** What adapting costs a stream that its tables were made for. */
  @Test
  void streamsThatFitTheirTablesLoseLittle() {
    CodeModel model = CodeModelFit.perDimension(gaussian(SEED_OF_TABLES, 20_000, 2));
    List<int[]> codes = List.of(gaussian(SEED_OF_STREAM, 5000, 2));
    double fixed = model.encodeAll(codes).length;
    assertThat((double) model.adapting(256).encodeAll(codes).length).isLessThan(1.003 * fixed);
  }

  private static final long SEED_OF_TABLES = 1;
  private static final long SEED_OF_STREAM = 2;

  private static int[][] gaussian(long seed, int codes, double spread) {
    RandomGenerator random = SeedTree.root(seed).generator();
    int[][] symbols = new int[codes][3];
    for (int[] code : symbols) {
      Arrays.setAll(code, d -> (int) Math.rint(spread * random.nextGaussian() / (1 + d)));
    }
    return symbols;
  }
}
