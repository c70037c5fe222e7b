package org.coinage.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.field.PositionalEncoding;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.CoordinateFrame;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * Batches of random crops of large signals, each the size of a patch and with a patch's coordinates
 * (COIN++, {@code coinpp/patching.py}). A signal's chance grows with nothing: each is equally
 * likely, and so is each position in it. Thread-safe.
 */
public final class RandomCrops implements SignalStream {

  private final List<Samples> sources;
  private final GridShape patch;
  private final float[] coordinates;
  private final int batchSize;
  private final SeedTree seeds;

  /**
   * Crops of the given signals.
   *
   * @throws IllegalArgumentException if there are none, or one is smaller than the patch
   */
  public RandomCrops(
      List<Samples> sources,
      GridShape patch,
      CoordinateFrame frame,
      PositionalEncoding encoding,
      int batchSize,
      SeedTree seeds) {
    this.sources = List.copyOf(sources);
    this.patch = patch;
    this.batchSize = batchSize;
    this.seeds = seeds;
    if (sources.isEmpty() || batchSize < 1) {
      throw new IllegalArgumentException(
          "cannot draw batches of " + batchSize + " from " + sources.size() + " signals");
    }
    for (Samples source : this.sources) {
      for (int axis = 0; axis < patch.rank(); axis++) {
        if (source.shape().rank() != patch.rank()
            || source.shape().extent(axis) < patch.extent(axis)) {
          throw new IllegalArgumentException(
              "a signal of " + source.shape() + " has no crop of " + patch);
        }
      }
    }
    this.coordinates = encoding.encode(frame.coordinates(patch), frame.dimension(patch.rank()));
  }

  @Override
  public List<Signal> batch(long step) {
    List<Signal> batch = new ArrayList<>(batchSize);
    for (int i = 0; i < batchSize; i++) {
      RandomGenerator random = seeds.child(step).child(i).generator();
      batch.add(crop(sources.get(random.nextInt(sources.size())), random));
    }
    return batch;
  }

  private Signal crop(Samples source, RandomGenerator random) {
    int rank = patch.rank();
    int[] origin = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      origin[axis] = random.nextInt(source.shape().extent(axis) - patch.extent(axis) + 1);
    }
    int channels = source.channels();
    float[] features = new float[patch.points() * channels];
    for (int point = 0; point < patch.points(); point++) {
      int rest = point;
      int from = 0;
      int stride = 1;
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += (origin[axis] + rest % patch.extent(axis)) * stride;
        rest /= patch.extent(axis);
        stride *= source.shape().extent(axis);
      }
      System.arraycopy(source.values(), from * channels, features, point * channels, channels);
    }
    return new Signal(patch, coordinates, features);
  }
}
