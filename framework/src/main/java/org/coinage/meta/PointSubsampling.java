package org.coinage.meta;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Signal;

/**
 * Keeps a random subset of the points of every step's signals: one subset per step, shared by the
 * batch, in inner and outer loss alike (COIN++'s {@code subsample_num_points}).
 */
public final class PointSubsampling implements SignalStream {

  private final SignalStream source;
  private final int points;
  private final SeedTree seeds;

  /** Keeps {@code points} points of each signal of {@code source}; all where there are fewer. */
  public PointSubsampling(SignalStream source, int points, SeedTree seeds) {
    if (points < 1) {
      throw new IllegalArgumentException("points = " + points + " must be at least 1");
    }
    this.source = source;
    this.points = points;
    this.seeds = seeds;
  }

  @Override
  public List<Signal> batch(long step) {
    List<Signal> batch = source.batch(step);
    int available = batch.get(0).points();
    if (batch.stream().anyMatch(signal -> signal.points() != available)) {
      throw new IllegalArgumentException("signals of one batch must have equally many points");
    }
    if (available <= points) {
      return batch;
    }
    int[] chosen = choose(available, seeds.child(step).generator());
    Signal first = batch.get(0).subset(chosen);
    return Stream.concat(
            Stream.of(first),
            batch.stream()
                .skip(1)
                .map(signal -> sharing(first.coordinates(), batch.get(0), signal, chosen)))
        .toList();
  }

  /** Signals on one grid go on sharing one coordinate array. */
  private static Signal sharing(float[] coordinates, Signal first, Signal signal, int[] chosen) {
    Signal subset = signal.subset(chosen);
    return signal.coordinates() == first.coordinates()
        ? new Signal(GridShape.of(chosen.length), coordinates, subset.features())
        : subset;
  }

  /** The first entries of a random permutation, by Fisher and Yates. */
  private int[] choose(int available, RandomGenerator random) {
    int[] order = new int[available];
    for (int i = 0; i < available; i++) {
      order[i] = i;
    }
    int[] chosen = new int[points];
    for (int i = 0; i < points; i++) {
      int j = i + random.nextInt(available - i);
      chosen[i] = order[j];
      order[j] = order[i];
    }
    return chosen;
  }
}
