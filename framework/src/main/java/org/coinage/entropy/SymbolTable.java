package org.coinage.entropy;

import java.util.Arrays;

/** How one dimension of a code is written: with frequencies, or not at all. Immutable. */
public sealed interface SymbolTable permits FrequencyTable, ConstantSymbol {

  /**
   * The symbol a reader will find where {@code symbol} is written: itself, except in a dimension
   * that carries nothing.
   */
  int project(int symbol);

  /**
   * Writes a symbol.
   *
   * @throws IllegalArgumentException if {@code symbol} is not its own {@link #project}ion
   */
  void encode(RangeEncoder encoder, int symbol);

  /**
   * Reads a symbol.
   *
   * @throws CorruptStreamException if the stream reached an impossible state
   */
  int decode(RangeDecoder decoder);

  /**
   * Ideal length of a symbol in bits, its escape included.
   *
   * @throws IllegalArgumentException if {@code symbol} is not its own {@link #project}ion
   */
  double bits(int symbol);

  /** The table as integers, to be stored in a mint: its number of symbols first. */
  int[] toInts();

  /**
   * Reads a table from its integers.
   *
   * @throws InvalidTableException if they break an invariant
   */
  static SymbolTable fromInts(int... ints) {
    int length = storedLength(ints, 0);
    if (length != ints.length) {
      throw new InvalidTableException(
          "table: " + ints.length + " integers; its header says " + length);
    }
    return ints[0] == 0
        ? new ConstantSymbol(ints[1])
        : FrequencyTable.ofStored(ints[1], Arrays.copyOfRange(ints, 2, length));
  }

  /** Number of integers of the table stored at {@code offset}, checked against the array. */
  static int storedLength(int[] ints, int offset) {
    if (ints.length - offset < 2) {
      throw new InvalidTableException("table: integers end within the header of a table");
    }
    int symbols = ints[offset];
    if (symbols < 0 || symbols > FrequencyTable.MAX_SYMBOLS) {
      throw new InvalidTableException(
          "table: " + symbols + " symbols; expected 0 to " + FrequencyTable.MAX_SYMBOLS);
    }
    int length = symbols == 0 ? 2 : symbols + 3;
    if (ints.length - offset < length) {
      throw new InvalidTableException(
          "table: integers end within a table of " + symbols + " symbols");
    }
    return length;
  }
}
