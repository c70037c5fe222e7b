package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tables of a code's dimensions, in order: one per dimension, one per run of dimensions, or one
 * shared by all (COIN++). Turns codes of integers into bytes and back. Immutable and thread-safe.
 */
public final class CodeModel {

  /** Most dimensions a stored model may have. */
  public static final int MAX_DIMENSION = 1 << 20;

  private final int dimension;
  private final List<SymbolTable> tables;
  private final int[] ends; // of the runs, where there are fewer than dimensions

  private CodeModel(int dimension, List<SymbolTable> tables, int... ends) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "dimension: " + dimension + "; expected 1 to " + MAX_DIMENSION);
    }
    this.dimension = dimension;
    this.tables = List.copyOf(tables);
    this.ends = ends.clone();
  }

  /** One table for every dimension. */
  public static CodeModel shared(int dimension, SymbolTable table) {
    return new CodeModel(dimension, List.of(table));
  }

  /** A table for each dimension. */
  public static CodeModel perDimension(List<? extends SymbolTable> tables) {
    return new CodeModel(tables.size(), List.copyOf(tables));
  }

  /**
   * A table for each run of consecutive dimensions, as for the tensors of a network.
   *
   * @param lengths of the runs, one per table, at least 1 each
   */
  public static CodeModel perRun(List<? extends SymbolTable> tables, int... lengths) {
    if (tables.size() != lengths.length) {
      throw new IllegalArgumentException(
          tables.size() + " tables for " + lengths.length + " runs; expected one each");
    }
    int[] ends = new int[lengths.length];
    long end = 0;
    for (int run = 0; run < lengths.length; run++) {
      end += lengths[run];
      if (lengths[run] < 1 || end > MAX_DIMENSION) {
        throw new IllegalArgumentException(
            "run of "
                + lengths[run]
                + " dimensions; expected at least 1, at most "
                + MAX_DIMENSION
                + " together");
      }
      ends[run] = (int) end;
    }
    boolean plain = lengths.length <= 1 || lengths.length == end;
    return new CodeModel((int) end, List.copyOf(tables), plain ? new int[0] : ends);
  }

  /** Number of symbols of a code. */
  public int dimension() {
    return dimension;
  }

  /** The table of a dimension. */
  public SymbolTable table(int index) {
    if (ends.length == 0) {
      return tables.get(tables.size() == 1 ? 0 : index);
    }
    int found = Arrays.binarySearch(ends, index + 1);
    return tables.get(found < 0 ? -found - 1 : found);
  }

  /** What a reader will find when {@code symbols} is written: the same, but for constants. */
  public int[] project(int... symbols) {
    requireDimension(symbols);
    int[] projected = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      projected[i] = table(i).project(symbols[i]);
    }
    return projected;
  }

  /**
   * Writes one code as a stream of its own, possibly empty. The reader must be told its length.
   *
   * @throws IllegalArgumentException if the code is not its own {@link #project}ion
   */
  public byte[] encode(int... symbols) {
    return encodeAll(List.of(symbols));
  }

  /** Writes codes one after the other into one stream, so that they share the cost of its end. */
  public byte[] encodeAll(List<int[]> codes) {
    RangeEncoder encoder = new RangeEncoder();
    for (int[] symbols : codes) {
      requireDimension(symbols);
      for (int i = 0; i < dimension; i++) {
        table(i).encode(encoder, symbols[i]);
      }
    }
    return encoder.finish();
  }

  /**
   * Reads the code in {@code bytes[offset, offset + length)}.
   *
   * @throws CorruptStreamException if no code has these bytes
   * @throws IndexOutOfBoundsException if the section lies outside the array
   */
  public int[] decode(byte[] bytes, int offset, int length) {
    return decodeAll(bytes, offset, length, 1).get(0);
  }

  /**
   * Reads {@code count} codes from one stream.
   *
   * @throws CorruptStreamException if no such codes have these bytes
   * @throws IndexOutOfBoundsException if the section lies outside the array
   */
  public List<int[]> decodeAll(byte[] bytes, int offset, int length, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + "; expected at least 0");
    }
    RangeDecoder decoder = new RangeDecoder(bytes, offset, length);
    List<int[]> codes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int[] symbols = new int[dimension];
      for (int i = 0; i < dimension; i++) {
        symbols[i] = table(i).decode(decoder);
      }
      codes.add(symbols);
    }
    decoder.finish();
    return codes;
  }

  /** Ideal length of a code in bits: its cross-entropy under the tables. */
  public double bits(int... symbols) {
    requireDimension(symbols);
    double bits = 0;
    for (int i = 0; i < dimension; i++) {
      bits += table(i).bits(symbols[i]);
    }
    return bits;
  }

  /**
   * {@code [dimension, number of tables, tables...]}, to be stored in a mint; with runs {@code
   * [dimension, -number of runs, end of each run..., tables...]}.
   */
  public int[] toInts() {
    List<int[]> parts = new ArrayList<>();
    parts.add(new int[] {dimension, ends.length == 0 ? tables.size() : -ends.length});
    parts.add(ends);
    tables.forEach(table -> parts.add(table.toInts()));
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /**
   * Reads a model from its integers.
   *
   * @throws InvalidTableException if they break an invariant
   */
  public static CodeModel fromInts(int... ints) {
    if (ints.length < 2) {
      throw new InvalidTableException(
          "code model: " + ints.length + " integers; expected 2 or more");
    }
    int dimension = ints[0];
    int count = ints[1];
    int[] ends = count < 0 ? ends(ints, dimension, count) : new int[0];
    count = count < 0 ? ends.length : count;
    if (dimension < 1
        || dimension > MAX_DIMENSION
        || (count != 1 && count != dimension && ends.length == 0)) {
      throw new InvalidTableException(
          "code model: "
              + count
              + " tables for "
              + dimension
              + " dimensions; expected one, or one each, for at most "
              + MAX_DIMENSION);
    }
    List<SymbolTable> tables = new ArrayList<>();
    int at = 2 + ends.length;
    for (int i = 0; i < count; i++) {
      int length = SymbolTable.storedLength(ints, at);
      tables.add(SymbolTable.fromInts(Arrays.copyOfRange(ints, at, at + length)));
      at += length;
    }
    if (at != ints.length) {
      throw new InvalidTableException("code model: " + (ints.length - at) + " integers left over");
    }
    return new CodeModel(dimension, tables, ends);
  }

  /** The ends of stored runs: rising, the last one that of the code. */
  private static int[] ends(int[] ints, int dimension, int count) {
    if (count == Integer.MIN_VALUE || -count > ints.length - 2) {
      throw new InvalidTableException(
          "code model: " + ints.length + " integers; too few for " + -(long) count + " runs");
    }
    int[] ends = Arrays.copyOfRange(ints, 2, 2 - count);
    int last = 0;
    for (int end : ends) {
      if (end <= last) {
        throw new InvalidTableException("code model: a run ends at " + end + ", before its start");
      }
      last = end;
    }
    if (last != dimension || ends.length == 1 || ends.length == dimension) {
      throw new InvalidTableException(
          "code model: " + ends.length + " runs end at " + last + " of " + dimension);
    }
    return ends;
  }

  private void requireDimension(int... symbols) {
    if (symbols.length != dimension) {
      throw new IllegalArgumentException(
          "code: " + symbols.length + " symbols; this model codes " + dimension);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeModel model
        && dimension == model.dimension
        && Arrays.equals(ends, model.ends)
        && tables.equals(model.tables);
  }

  @Override
  public int hashCode() {
    return 31 * dimension + tables.hashCode();
  }

  @Override
  public String toString() {
    return "CodeModel[" + dimension + " dimensions, " + tables.size() + " tables]";
  }
}
