package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The tables of a code's dimensions, in order: one per dimension, one per run of dimensions, or one
 * shared by all (COIN++). Turns codes of integers into bytes and back. Immutable and thread-safe.
 *
 * <p>A model may also adapt its tables to the stream ({@link #adapting}), and may know how codes of
 * neighbouring patches bear on each other ({@link CodeModelFit#withContext}). Then codes are given
 * with the {@link PatchGrid} on which those of one signal lie; a stream may hold several signals
 * one after the other, which share adapted tables but no context.
 */
public final class CodeModel {

  /** Most dimensions a stored model may have. */
  public static final int MAX_DIMENSION = 1 << 20;

  private final CodeTables tables;
  private final int worth;
  private final ContextModel context;

  CodeModel(CodeTables tables, int worth, ContextModel context) {
    this.tables = tables;
    this.worth = worth;
    this.context = context;
  }

  /** One table for every dimension. */
  public static CodeModel shared(int dimension, SymbolTable table) {
    return new CodeModel(CodeTables.shared(dimension, table), 0, null);
  }

  /** A table for each dimension. */
  public static CodeModel perDimension(List<? extends SymbolTable> tables) {
    return new CodeModel(CodeTables.perDimension(tables), 0, null);
  }

  /**
   * A table for each run of consecutive dimensions, as for the tensors of a network.
   *
   * @param lengths of the runs, one per table, at least 1 each
   */
  public static CodeModel perRun(List<? extends SymbolTable> tables, int... lengths) {
    return new CodeModel(CodeTables.perRun(tables, lengths), 0, null);
  }

  /** Number of symbols of a code. */
  public int dimension() {
    return tables.dimension();
  }

  /** The table of a dimension, as it is before a stream and without context. */
  public SymbolTable table(int index) {
    return tables.of(index);
  }

  /**
   * The same with tables that adapt to the stream.
   *
   * @param newWorth how many symbols a stored table weighs against those of the stream, at most
   *     65536; 0 for tables that stay as they are
   */
  public CodeModel adapting(int newWorth) {
    if (newWorth < 0 || newWorth > AdaptiveTable.MAX_WORTH) {
      throw new IllegalArgumentException(
          "worth: " + newWorth + "; expected 0 to " + AdaptiveTable.MAX_WORTH);
    }
    return new CodeModel(tables, newWorth, context);
  }

  /** How many symbols a stored table weighs; 0 where tables do not adapt. */
  public int worth() {
    return worth;
  }

  /** Whether neighbouring patches bear on each other. */
  public boolean hasContext() {
    return context != null;
  }

  /** Whether it does more than fixed tables, which is all that the first release could read. */
  public boolean isExtended() {
    return worth > 0 || context != null || tables.hasRuns();
  }

  /** The same with its own tables alone, as they are: what context and adapting are worth. */
  public CodeModel plain() {
    return new CodeModel(tables, 0, null);
  }

  CodeModel withContext(ContextModel newContext) {
    return new CodeModel(tables, worth, newContext);
  }

  /** Number of its own tables. */
  int tables() {
    return tables.tables().size();
  }

  SymbolTable storedTable(int index) {
    return tables.tables().get(index);
  }

  int tableIndex(int dimensionIndex) {
    return tables.index(dimensionIndex);
  }

  /** The dimensions that carry nothing, with the symbol each always has. */
  public Map<Integer, Integer> constants() {
    return tables.constants();
  }

  /** What a reader will find when {@code symbols} is written: the same, but for constants. */
  public int[] project(int... symbols) {
    return tables.project(symbols);
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
    return encodeAll(codes, PatchGrid.single());
  }

  /**
   * The same for codes that lie on grids.
   *
   * @param codes of whole signals, one after the other
   * @param grid of each signal
   */
  public byte[] encodeAll(List<int[]> codes, PatchGrid grid) {
    requireWhole(codes.size(), grid);
    RangeEncoder encoder = new RangeEncoder();
    CodeWalk walk = new CodeWalk(this, context, grid, SymbolPort.to(encoder));
    for (int[] symbols : codes) {
      tables.requireDimension(symbols);
      walk.pass(symbols);
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
    return decodeAll(bytes, offset, length, count, PatchGrid.single());
  }

  /**
   * The same for codes that lie on grids.
   *
   * @param count of codes, of whole signals
   * @param grid of each signal
   * @throws CorruptStreamException if no such codes have these bytes
   * @throws IndexOutOfBoundsException if the section lies outside the array
   */
  public List<int[]> decodeAll(byte[] bytes, int offset, int length, int count, PatchGrid grid) {
    requireWhole(count, grid);
    RangeDecoder decoder = new RangeDecoder(bytes, offset, length);
    CodeWalk walk = new CodeWalk(this, context, grid, SymbolPort.from(decoder));
    List<int[]> codes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      codes.add(walk.pass((int[]) null));
    }
    decoder.finish();
    return codes;
  }

  /**
   * Ideal length in bits of all codes of a stream, with context and adapted tables.
   *
   * @param codes of whole signals, one after the other
   * @param grid of each signal
   */
  public double bits(List<int[]> codes, PatchGrid grid) {
    return bits(codes, grid, symbol -> true);
  }

  /** The same of those symbols alone that are counted. */
  public double bits(List<int[]> codes, PatchGrid grid, IntPredicate counted) {
    requireWhole(codes.size(), grid);
    double[] bits = new double[1];
    CodeWalk walk =
        new CodeWalk(
            this,
            context,
            grid,
            (table, symbol) -> {
              bits[0] += counted.test(symbol) ? table.bits(symbol) : 0;
              return symbol;
            });
    for (int[] symbols : codes) {
      tables.requireDimension(symbols);
      walk.pass(symbols);
    }
    return bits[0];
  }

  /**
   * Ideal length of a code in bits: its cross-entropy under the tables of its dimensions as they
   * are before a stream, without context.
   */
  public double bits(int... symbols) {
    return tables.bits(symbols);
  }

  /**
   * The model as integers, to be stored in a mint: {@code [dimension, number of tables,
   * tables...]}; of a model that adapts, has a context or has runs {@code [-1, worth, 0 or 1,
   * dimension, number of tables, tables..., context...]}, where 1 says that a context follows. With
   * runs their number stands there negated, and the end of each before the tables.
   */
  public int[] toInts() {
    List<Integer> ints = new ArrayList<>();
    if (isExtended()) {
      ints.addAll(List.of(StoredInts.EXTENDED, worth, context == null ? 0 : 1));
    }
    tables.write(ints);
    if (context != null) {
      context.write(ints);
    }
    return ints.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Reads a model from its integers.
   *
   * @throws InvalidTableException if they break an invariant
   */
  public static CodeModel fromInts(int... ints) {
    return new StoredInts(ints).codeModel();
  }

  private static void requireWhole(int count, PatchGrid grid) {
    if (count < 0 || count % grid.count() != 0) {
      throw new IllegalArgumentException(
          "count: " + count + " codes; expected a multiple of " + grid.count() + ", for " + grid);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeModel model
        && worth == model.worth
        && tables.equals(model.tables)
        && (context == null) == (model.context == null)
        && (context == null || Arrays.equals(toInts(), model.toInts()));
  }

  @Override
  public int hashCode() {
    return 31 * tables.hashCode() + worth;
  }

  @Override
  public String toString() {
    return "CodeModel["
        + tables.dimension()
        + " dimensions, "
        + tables.tables().size()
        + " tables"
        + (context == null ? "" : ", context of " + context.pool().size() + " more")
        + (worth == 0 ? "" : ", adapting from " + worth + " symbols")
        + "]";
  }
}
