package org.coinage.entropy;

/**
 * A dimension that carries nothing: always the same symbol, not coded at all.
 *
 * @param symbol what a reader finds
 */
public record ConstantSymbol(int symbol) implements SymbolTable {

  @Override
  public int project(int other) {
    return symbol;
  }

  @Override
  public void encode(RangeEncoder encoder, int other) {
    require(other);
  }

  @Override
  public int decode(RangeDecoder decoder) {
    return symbol;
  }

  @Override
  public double bits(int other) {
    require(other);
    return 0;
  }

  @Override
  public int[] toInts() {
    return new int[] {0, symbol};
  }

  private void require(int other) {
    if (other != symbol) {
      throw new IllegalArgumentException(
          "symbol "
              + other
              + " in a dimension that is always "
              + symbol
              + "; project the code onto its model before encoding");
    }
  }
}
