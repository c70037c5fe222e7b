package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the integers of a stored model in order; every broken expectation is an error. Allocates no
 * more than a few times what it has.
 */
final class StoredInts {

  /** Begins the integers of models with more than fixed tables; no dimension is negative. */
  static final int EXTENDED = -1;

  private final int[] ints;
  private int at;

  StoredInts(int[] ints) {
    this.ints = ints;
  }

  /** The next integer, which must be in {@code [low, high]}. */
  int next(String what, int low, int high) {
    if (at == ints.length) {
      throw new InvalidTableException("code model: integers end before " + what);
    }
    int value = ints[at++];
    if (value < low || value > high) {
      throw new InvalidTableException(
          "code model: " + what + " is " + value + "; expected " + low + " to " + high);
    }
    return value;
  }

  /** The next {@code count} integers, each in {@code [low, high]}. */
  int[] next(int count, String what, int low, int high) {
    if (ints.length - at < count) {
      throw new InvalidTableException("code model: integers end before " + count + " of " + what);
    }
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = next(what, low, high);
    }
    return values;
  }

  /** The next table. */
  SymbolTable table() {
    int length = SymbolTable.storedLength(ints, at);
    at += length;
    return SymbolTable.fromInts(Arrays.copyOfRange(ints, at - length, at));
  }

  /** The model that all the integers are. */
  CodeModel codeModel() {
    int worth = 0;
    boolean hasContext = false;
    boolean extended = ints.length > 0 && ints[0] == EXTENDED;
    if (extended) {
      at++;
      worth = next("worth of the tables", 0, AdaptiveTable.MAX_WORTH);
      hasContext = next("number of contexts", 0, 1) == 1;
    }
    int dimension = next("dimension", 1, CodeModel.MAX_DIMENSION);
    int count = next("number of tables", extended ? -dimension : 1, dimension);
    int[] ends = count < 0 ? ends(dimension, -count) : new int[0];
    count = Math.abs(count);
    if (extended && worth == 0 && !hasContext && ends.length == 0) {
      throw new InvalidTableException(
          "code model: fixed tables in the form of others; expected the dimension first");
    }
    if (ends.length == 0 && count != 1 && count != dimension) {
      throw new InvalidTableException(
          "code model: "
              + count
              + " tables for "
              + dimension
              + " dimensions; expected one, or one each");
    }
    List<SymbolTable> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(table());
    }
    CodeModel model = new CodeModel(new CodeTables(dimension, tables, ends), worth, null);
    if (hasContext) {
      model = model.withContext(ContextModel.read(this, model));
    }
    if (at != ints.length) {
      throw new InvalidTableException("code model: " + (ints.length - at) + " integers left over");
    }
    return model;
  }

  /** The ends of stored runs: rising, the last one that of the code. */
  private int[] ends(int dimension, int runs) {
    int[] ends = next(runs, "ends of runs", 1, dimension);
    for (int i = 1; i < runs; i++) {
      if (ends[i] <= ends[i - 1]) {
        throw new InvalidTableException(
            "code model: a run ends at " + ends[i] + ", before its start");
      }
    }
    if (runs == 1 || runs == dimension || ends[runs - 1] != dimension) {
      throw new InvalidTableException(
          "code model: " + runs + " runs end at " + ends[runs - 1] + " of " + dimension);
    }
    return ends;
  }
}
