package org.coinage.entropy;

import java.util.Arrays;

/**
 * A table that follows its stream. It begins as a fixed table worth {@code worth} symbols, counts
 * what passes, and is made anew at fixed intervals, the same for writer and reader. Not
 * thread-safe.
 *
 * <p>With n entries (the supported integers in order, then the escape): an entry's count begins as
 * its frequency, all together 2^16; each symbol adds {@code increment = 2^16 / worth} to its entry
 * (the escape's, outside the support). After every {@code max(32, n)} symbols: while the counts sum
 * to more than 2^22, each becomes {@code (count + 1) / 2}; then entry i gets the frequency {@code 1
 * + count_i * (2^16 - n) / sum}, and what is left of 2^16 goes to the first entry of the greatest
 * count. Divisions round down.
 */
final class AdaptiveTable {

  /** Most symbols a fixed table can be worth: one symbol then adds 1 to counts of 2^16. */
  static final int MAX_WORTH = FrequencyTable.TOTAL;

  private static final int LEAST_INTERVAL = 32;
  private static final long MOST_COUNTS = 1L << 22;

  private final int increment;
  private final int interval;
  private final long[] counts;
  private FrequencyTable current;
  private int pending;

  AdaptiveTable(FrequencyTable fixed, int worth) {
    this.current = fixed;
    this.counts = Arrays.stream(fixed.frequencies()).asLongStream().toArray();
    this.increment = FrequencyTable.TOTAL / worth;
    this.interval = Math.max(LEAST_INTERVAL, counts.length);
  }

  /** The table of the next symbol. */
  FrequencyTable current() {
    return current;
  }

  /** Takes note of a symbol that was written or read with {@link #current}. */
  void observe(int symbol) {
    counts[current.index(symbol)] += increment;
    if (++pending == interval) {
      pending = 0;
      rebuild();
    }
  }

  private void rebuild() {
    long sum = sum();
    while (sum > MOST_COUNTS) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = (counts[i] + 1) >> 1;
      }
      sum = sum();
    }
    int[] frequencies = new int[counts.length];
    long free = (long) FrequencyTable.TOTAL - counts.length;
    int left = FrequencyTable.TOTAL;
    int greatest = 0;
    for (int i = 0; i < counts.length; i++) {
      frequencies[i] = 1 + (int) (counts[i] * free / sum);
      left -= frequencies[i];
      greatest = counts[i] > counts[greatest] ? i : greatest;
    }
    frequencies[greatest] += left;
    current = current.withFrequencies(frequencies);
  }

  private long sum() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
