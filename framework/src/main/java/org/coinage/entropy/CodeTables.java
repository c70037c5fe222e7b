package org.coinage.entropy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which table each dimension of a code has: its own, that of its run, or one for all. Immutable.
 *
 * @param dimension symbols of a code, at most {@link CodeModel#MAX_DIMENSION}
 * @param tables in the order of dimensions
 * @param ends of the runs, where there are fewer than dimensions and more than one; else empty
 */
record CodeTables(int dimension, List<SymbolTable> tables, int... ends) {

  private static final int[] NO_RUNS = {};

  CodeTables {
    if (dimension < 1 || dimension > CodeModel.MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "dimension: " + dimension + "; expected 1 to " + CodeModel.MAX_DIMENSION);
    }
    tables = List.copyOf(tables);
    ends = ends.clone();
  }

  static CodeTables shared(int dimension, SymbolTable table) {
    return new CodeTables(dimension, List.of(table), NO_RUNS);
  }

  static CodeTables perDimension(List<? extends SymbolTable> tables) {
    return new CodeTables(tables.size(), List.copyOf(tables), NO_RUNS);
  }

  static CodeTables perRun(List<? extends SymbolTable> tables, int... lengths) {
    if (tables.size() != lengths.length) {
      throw new IllegalArgumentException(
          tables.size() + " tables for " + lengths.length + " runs; expected one each");
    }
    int[] ends = new int[lengths.length];
    long end = 0;
    for (int run = 0; run < lengths.length; run++) {
      end += lengths[run];
      if (lengths[run] < 1 || end > CodeModel.MAX_DIMENSION) {
        throw new IllegalArgumentException(
            "run of "
                + lengths[run]
                + " dimensions; expected at least 1, at most "
                + CodeModel.MAX_DIMENSION
                + " together");
      }
      ends[run] = (int) end;
    }
    boolean plain = lengths.length <= 1 || lengths.length == end;
    return new CodeTables((int) end, List.copyOf(tables), plain ? NO_RUNS : ends);
  }

  @Override
  public int[] ends() {
    return ends.clone();
  }

  boolean hasRuns() {
    return ends.length > 0;
  }

  /** Of a dimension. */
  SymbolTable of(int index) {
    return tables.get(index(index));
  }

  /** Where the table of a dimension is among all. */
  int index(int dimensionIndex) {
    if (ends.length == 0) {
      return tables.size() == 1 ? 0 : dimensionIndex;
    }
    int found = Arrays.binarySearch(ends, dimensionIndex + 1);
    return found < 0 ? -found - 1 : found;
  }

  Map<Integer, Integer> constants() {
    Map<Integer, Integer> constants = new TreeMap<>();
    for (int i = 0; i < dimension; i++) {
      if (of(i) instanceof ConstantSymbol constant) {
        constants.put(i, constant.symbol());
      }
    }
    return constants;
  }

  int[] project(int... symbols) {
    requireDimension(symbols);
    int[] projected = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      projected[i] = of(i).project(symbols[i]);
    }
    return projected;
  }

  double bits(int... symbols) {
    requireDimension(symbols);
    double bits = 0;
    for (int i = 0; i < dimension; i++) {
      bits += of(i).bits(symbols[i]);
    }
    return bits;
  }

  void requireDimension(int... symbols) {
    if (symbols.length != dimension) {
      throw new IllegalArgumentException(
          "code: " + symbols.length + " symbols; this model codes " + dimension);
    }
  }

  /** Appends number of dimensions and tables, or minus the number of runs with the end of each. */
  void write(List<Integer> ints) {
    ints.addAll(List.of(dimension, ends.length == 0 ? tables.size() : -ends.length));
    Arrays.stream(ends).forEach(ints::add);
    tables.forEach(table -> Arrays.stream(table.toInts()).forEach(ints::add));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeTables that
        && dimension == that.dimension
        && Arrays.equals(ends, that.ends)
        && tables.equals(that.tables);
  }

  @Override
  public int hashCode() {
    return 31 * dimension + tables.hashCode();
  }
}
