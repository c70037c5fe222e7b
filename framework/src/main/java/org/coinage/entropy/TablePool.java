package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A few tables for many cells: tables and which cell takes which are fitted in turns, as vector
 * quantizers are (Lloyd), to the integers seen in each cell; the distortion is the number of bits.
 */
final class TablePool {

  private static final int ROUNDS = 6;

  private final List<int[]> cells;
  private final List<FrequencyTable> tables = new ArrayList<>();
  private final int[] choice;

  /**
   * Fits.
   *
   * @param cells the integers of each cell
   * @param most tables
   */
  TablePool(List<int[]> cells, int most) {
    this.cells = cells;
    this.choice = new int[cells.size()];
    begin(most);
    for (int round = 0; round < ROUNDS; round++) {
      refit();
      for (int cell = 0; cell < choice.length; cell++) {
        choice[cell] = best(tables, cells.get(cell));
      }
    }
    refit();
  }

  /** Cells of like mean magnitude begin with one table; every table with about as many integers. */
  private void begin(int most) {
    int[] order =
        IntStream.range(0, choice.length)
            .boxed()
            .sorted(Comparator.comparingDouble(cell -> meanMagnitude(cells.get(cell))))
            .mapToInt(Integer::intValue)
            .toArray();
    long total = cells.stream().mapToLong(cell -> cell.length).sum();
    long passed = 0;
    for (int cell : order) {
      choice[cell] = (int) (passed * most / Math.max(1, total));
      passed += cells.get(cell).length;
    }
  }

  private static double meanMagnitude(int... cell) {
    return Arrays.stream(cell).mapToDouble(Activity::magnitude).average().orElse(0);
  }

  /** Fits a table to the integers of all cells that chose it; drops those that none chose. */
  private void refit() {
    int[] chosen = Arrays.stream(choice).distinct().sorted().toArray();
    tables.clear();
    for (int old : chosen) {
      int[] members = IntStream.range(0, choice.length).filter(c -> choice[c] == old).toArray();
      int[] integers =
          Arrays.stream(members).mapToObj(cells::get).flatMapToInt(Arrays::stream).toArray();
      for (int cell : members) {
        choice[cell] = -1 - tables.size();
      }
      tables.add(frequencies(integers));
    }
    Arrays.setAll(choice, cell -> -1 - choice[cell]);
  }

  private static FrequencyTable frequencies(int... integers) {
    if (integers.length > 0 && CodeModelFit.table(integers) instanceof FrequencyTable table) {
      return table;
    }
    // Always the same integer so far; the next may be another.
    double count = integers.length;
    return FrequencyTable.ofWeights(
        integers.length == 0 ? 0 : integers[0], new double[] {count + 1}, 1);
  }

  /** Index of the table in which integers take the fewest bits. */
  private static int best(List<? extends SymbolTable> tables, int... integers) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < tables.size(); t++) {
      double bits = bits(tables.get(t), integers);
      if (bits < least) {
        best = t;
        least = bits;
      }
    }
    return best;
  }

  private static double bits(SymbolTable table, int... sorted) {
    double bits = 0;
    for (int i = 0; i < sorted.length; ) {
      int end = i + 1;
      while (end < sorted.length && sorted[end] == sorted[i]) {
        end++;
      }
      bits += (end - i) * table.bits(sorted[i]);
      i = end;
    }
    return bits;
  }

  List<FrequencyTable> tables() {
    return List.copyOf(tables);
  }

  /** Index of the table of a cell. */
  int choice(int cell) {
    return choice[cell];
  }
}
