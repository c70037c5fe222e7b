package org.coinage.entropy;

import java.util.Arrays;

/**
 * Counts of the symbols 0 to levels - 1 over all entries of codes, as COIN++ counts them. Immutable
 * and thread-safe.
 */
public final class SymbolHistogram {

  private final long[] counts;

  private SymbolHistogram(long... counts) {
    this.counts = counts;
  }

  /**
   * Counts every symbol of every code.
   *
   * @throws IllegalArgumentException if a symbol is not in [0, levels)
   */
  public static SymbolHistogram of(int[][] codes, int levels) {
    if (levels < 1 || levels > FrequencyTable.MAX_SYMBOLS + 1) {
      throw new IllegalArgumentException("levels: " + levels + "; expected 1 to 65536");
    }
    long[] counts = new long[levels];
    for (int[] code : codes) {
      for (int symbol : code) {
        if (symbol < 0 || symbol >= levels) {
          throw new IllegalArgumentException(
              "symbol: " + symbol + "; expected 0 to " + (levels - 1));
        }
        counts[symbol]++;
      }
    }
    return new SymbolHistogram(counts);
  }

  /** The same with a count of 1 where there was none (COIN++, so that no symbol is impossible). */
  public SymbolHistogram withoutZeros() {
    return new SymbolHistogram(Arrays.stream(counts).map(count -> Math.max(1, count)).toArray());
  }

  /** A copy of the counts. */
  public long[] counts() {
    return counts.clone();
  }

  /**
   * Bits per symbol of this histogram's symbols in a code made for {@code model}'s: infinite where
   * the model has none of a symbol that occurs here; 0 if nothing was counted here.
   */
  public double crossEntropy(SymbolHistogram model) {
    if (model.counts.length != counts.length) {
      throw new IllegalArgumentException(
          "levels: " + model.counts.length + "; expected " + counts.length);
    }
    double total = Arrays.stream(counts).sum();
    double modelTotal = Arrays.stream(model.counts).sum();
    double nats = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        nats -= counts[i] / total * StrictMath.log(model.counts[i] / modelTotal);
      }
    }
    return nats / StrictMath.log(2);
  }
}
