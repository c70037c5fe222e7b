package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a code's dimensions, in order: one per dimension, or one shared by all (COIN++).
 * Turns codes of integers into bytes and back. Immutable and thread-safe.
 */
public final class CodeModel {

  /** Most dimensions a stored model may have. */
  public static final int MAX_DIMENSION = 1 << 20;

  private final int dimension;
  private final List<SymbolTable> tables;

  private CodeModel(int dimension, List<SymbolTable> tables) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "dimension: " + dimension + "; expected 1 to " + MAX_DIMENSION);
    }
    this.dimension = dimension;
    this.tables = List.copyOf(tables);
  }

  /** One table for every dimension. */
  public static CodeModel shared(int dimension, SymbolTable table) {
    return new CodeModel(dimension, List.of(table));
  }

  /** A table for each dimension. */
  public static CodeModel perDimension(List<? extends SymbolTable> tables) {
    return new CodeModel(tables.size(), List.copyOf(tables));
  }

  /** Number of symbols of a code. */
  public int dimension() {
    return dimension;
  }

  /** The table of a dimension. */
  public SymbolTable table(int index) {
    return tables.get(tables.size() == 1 ? 0 : index);
  }

  /** The dimensions that carry nothing, with the symbol each always has. */
  public Map<Integer, Integer> constants() {
    Map<Integer, Integer> constants = new TreeMap<>();
    for (int i = 0; i < dimension; i++) {
      if (table(i) instanceof ConstantSymbol constant) {
        constants.put(i, constant.symbol());
      }
    }
    return constants;
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

  /** {@code [dimension, number of tables, tables...]}, to be stored in a mint. */
  public int[] toInts() {
    List<int[]> parts = new ArrayList<>();
    parts.add(new int[] {dimension, tables.size()});
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
    if (dimension < 1 || dimension > MAX_DIMENSION || (count != 1 && count != dimension)) {
      throw new InvalidTableException(
          "code model: "
              + count
              + " tables for "
              + dimension
              + " dimensions; expected one, or one each, for at most "
              + MAX_DIMENSION);
    }
    List<SymbolTable> tables = new ArrayList<>();
    int at = 2;
    for (int i = 0; i < count; i++) {
      int length = SymbolTable.storedLength(ints, at);
      tables.add(SymbolTable.fromInts(Arrays.copyOfRange(ints, at, at + length)));
      at += length;
    }
    if (at != ints.length) {
      throw new InvalidTableException("code model: " + (ints.length - at) + " integers left over");
    }
    return new CodeModel(dimension, tables);
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
