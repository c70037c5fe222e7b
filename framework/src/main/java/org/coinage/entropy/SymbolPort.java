package org.coinage.entropy;

/** Where symbols go to or come from, so that writing, reading and pricing walk the same way. */
@FunctionalInterface
interface SymbolPort {

  /**
   * Passes one symbol.
   *
   * @param symbol what to write; a reader ignores it
   * @return what a reader finds here
   */
  int pass(SymbolTable table, int symbol);

  /** Writes. */
  static SymbolPort to(RangeEncoder encoder) {
    return (table, symbol) -> {
      table.encode(encoder, symbol);
      return symbol;
    };
  }

  /** Reads. */
  static SymbolPort from(RangeDecoder decoder) {
    return (table, symbol) -> table.decode(decoder);
  }
}
