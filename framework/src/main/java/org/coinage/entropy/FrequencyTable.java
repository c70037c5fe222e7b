package org.coinage.entropy;

import java.util.Arrays;

/**
 * Frequencies of the integers [min, max] and of an escape, through which any other integer is
 * written. All are at least 1 and sum to exactly 2^16, so none has all of it.
 *
 * <p>An escaped integer follows its escape as raw bits: one for the side (0 below, 1 above), then
 * its distance beyond the support, counted from 1, as an Elias-gamma code: n - 1 zero bits, and the
 * n bits of the distance, the highest (a one) first.
 */
public final class FrequencyTable implements SymbolTable {

  /** Sum of all frequencies. */
  public static final int TOTAL = 1 << RangeEncoder.PRECISION;

  /** Most integers a table can support: each takes a frequency of 1, and the escape one. */
  public static final int MAX_SYMBOLS = TOTAL - 1;

  private static final int MAX_DISTANCE_BITS = 33;
  private static final double LOG_2 = StrictMath.log(2);

  private final int min;

  /** Starts of the shares in order: the supported integers, the escape, then {@link #TOTAL}. */
  private final int[] starts;

  private FrequencyTable(int min, int[] frequencies) {
    this.min = min;
    this.starts = new int[frequencies.length + 1];
    for (int i = 0; i < frequencies.length; i++) {
      starts[i + 1] = starts[i] + frequencies[i];
    }
  }

  /**
   * The table nearest to given weights: scaled to 2^16 by largest remainders, after the weights
   * that would fall below a frequency of 1 have been given it.
   *
   * @param min the integer of the first weight
   * @param weights one per supported integer, at least one, finite and not negative; need not be
   *     whole
   * @param escape weight of all other integers together
   */
  public static FrequencyTable ofWeights(int min, double[] weights, double escape) {
    if (weights.length < 1 || weights.length > MAX_SYMBOLS) {
      throw new IllegalArgumentException(
          "weights: " + weights.length + "; expected 1 to " + MAX_SYMBOLS);
    }
    if (min > Integer.MAX_VALUE - (weights.length - 1)) {
      throw new IllegalArgumentException(
          "support: " + weights.length + " integers from " + min + " leave the int range");
    }
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = escape;
    return new FrequencyTable(min, LargestRemainder.scale(all, TOTAL));
  }

  /** {@code frequencies}: of the supported integers, then of the escape. */
  static FrequencyTable ofStored(int min, int... frequencies) {
    int symbols = frequencies.length - 1;
    if (min > Integer.MAX_VALUE - (symbols - 1)) {
      throw new InvalidTableException(
          "table: " + symbols + " symbols from " + min + " leave the int range");
    }
    long sum = 0;
    for (int i = 0; i <= symbols; i++) {
      if (frequencies[i] < 1) {
        throw new InvalidTableException(
            "table: frequency " + frequencies[i] + " at " + i + "; expected at least 1");
      }
      sum += frequencies[i];
    }
    if (sum != TOTAL) {
      throw new InvalidTableException("table: frequencies sum to " + sum + "; expected " + TOTAL);
    }
    return new FrequencyTable(min, frequencies);
  }

  /** Smallest supported integer. */
  public int min() {
    return min;
  }

  /** Largest supported integer. */
  public int max() {
    return min + symbols() - 1;
  }

  /** Frequency of an integer, out of {@link #TOTAL}; that of the escape outside the support. */
  public int frequency(int symbol) {
    int index = index(symbol);
    return starts[index + 1] - starts[index];
  }

  @Override
  public int project(int symbol) {
    return symbol;
  }

  @Override
  public void encode(RangeEncoder encoder, int symbol) {
    int index = index(symbol);
    encoder.encode(starts[index], starts[index + 1] - starts[index]);
    if (index == symbols()) {
      boolean above = symbol > max();
      long distance = distance(symbol);
      encoder.encodeBits(above ? 1 : 0, 1);
      int length = Long.SIZE - Long.numberOfLeadingZeros(distance);
      for (int i = 1; i < length; i++) {
        encoder.encodeBits(0, 1);
      }
      for (int i = length - 1; i >= 0; i--) {
        encoder.encodeBits((int) (distance >>> i) & 1, 1);
      }
    }
  }

  @Override
  public int decode(RangeDecoder decoder) {
    int target = decoder.target();
    int found = Arrays.binarySearch(starts, target);
    int index = found >= 0 ? found : -found - 2;
    decoder.consume(starts[index], starts[index + 1] - starts[index]);
    return index < symbols() ? min + index : decodeEscaped(decoder);
  }

  private int decodeEscaped(RangeDecoder decoder) {
    boolean above = decoder.decodeBits(1) == 1;
    int length = 1;
    while (decoder.decodeBits(1) == 0) {
      if (++length > MAX_DISTANCE_BITS) {
        throw new CorruptStreamException("coded stream: escaped integer of more than 33 bits");
      }
    }
    long distance = 1;
    for (int i = 1; i < length; i++) {
      distance = distance << 1 | decoder.decodeBits(1);
    }
    long symbol = above ? max() + distance : min - distance;
    if (symbol != (int) symbol) {
      throw new CorruptStreamException(
          "coded stream: escaped integer " + symbol + " leaves the int range");
    }
    return (int) symbol;
  }

  @Override
  public double bits(int symbol) {
    int index = index(symbol);
    double bits =
        RangeEncoder.PRECISION - StrictMath.log(starts[index + 1] - starts[index]) / LOG_2;
    if (index == symbols()) {
      bits += 2 * (Long.SIZE - Long.numberOfLeadingZeros(distance(symbol)));
    }
    return bits;
  }

  /** {@code [symbols, min, frequencies..., escape]}. */
  @Override
  public int[] toInts() {
    int[] ints = new int[symbols() + 3];
    ints[0] = symbols();
    ints[1] = min;
    System.arraycopy(frequencies(), 0, ints, 2, symbols() + 1);
    return ints;
  }

  /** Frequencies of the supported integers, then of the escape. */
  int[] frequencies() {
    int[] frequencies = new int[symbols() + 1];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = starts[i + 1] - starts[i];
    }
    return frequencies;
  }

  /** A table with the same support: as many frequencies, at least 1 each, that sum to 2^16. */
  FrequencyTable withFrequencies(int... frequencies) {
    return new FrequencyTable(min, frequencies);
  }

  private int symbols() {
    return starts.length - 2;
  }

  /** Where an integer's frequency is; that of the escape outside the support. */
  int index(int symbol) {
    return symbol < min || symbol > max() ? symbols() : symbol - min;
  }

  private long distance(int symbol) {
    return symbol > max() ? (long) symbol - max() : (long) min - symbol;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrequencyTable table
        && min == table.min
        && Arrays.equals(starts, table.starts);
  }

  @Override
  public int hashCode() {
    return 31 * min + Arrays.hashCode(starts);
  }

  @Override
  public String toString() {
    return "FrequencyTable[" + min + ".." + max() + ", escape " + frequencyOfEscape() + "]";
  }

  private int frequencyOfEscape() {
    return starts[symbols() + 1] - starts[symbols()];
  }
}
