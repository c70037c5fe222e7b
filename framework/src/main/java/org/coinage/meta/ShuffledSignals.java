package org.coinage.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Signal;

/**
 * Batches from a fixed set of signals, in a new random order each epoch; a batch may span two
 * epochs. Thread-safe.
 */
public final class ShuffledSignals implements SignalStream {

  private final List<Signal> signals;
  private final int batchSize;
  private final SeedTree seeds;
  private long cachedEpoch = -1;
  private int[] cachedOrder;

  /**
   * Batches of {@code batchSize} of the given signals.
   *
   * @throws IllegalArgumentException if there are no signals or the batch is not positive
   */
  public ShuffledSignals(List<Signal> signals, int batchSize, SeedTree seeds) {
    if (signals.isEmpty() || batchSize < 1) {
      throw new IllegalArgumentException(
          "cannot draw batches of " + batchSize + " from " + signals.size() + " signals");
    }
    this.signals = List.copyOf(signals);
    this.batchSize = batchSize;
    this.seeds = seeds;
  }

  @Override
  public List<Signal> batch(long step) {
    List<Signal> batch = new ArrayList<>(batchSize);
    for (int i = 0; i < batchSize; i++) {
      long position = Math.addExact(Math.multiplyExact(step, batchSize), i);
      int[] order = order(position / signals.size());
      batch.add(signals.get(order[(int) (position % signals.size())]));
    }
    return batch;
  }

  private synchronized int[] order(long epoch) {
    if (epoch != cachedEpoch) {
      RandomGenerator random = seeds.child(epoch).generator();
      int[] order = new int[signals.size()];
      for (int i = 0; i < order.length; i++) {
        int j = random.nextInt(i + 1);
        order[i] = order[j];
        order[j] = i;
      }
      cachedOrder = order;
      cachedEpoch = epoch;
    }
    return cachedOrder;
  }
}
