package org.coinage.kernel;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * A tree of seeds: one root per run, split by purpose and index, so that every consumer has a
 * stream of its own that no other consumer can shift. Stateless: the stream of step 812 is found
 * without drawing those of the steps before it, which is what makes a resumed run bit-identical.
 *
 * <pre>{@code
 * RandomGenerator noise = SeedTree.root(seed).child("noise").child(step).child(signal).generator();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Generators give the same numbers on every JVM.
 */
public final class SeedTree {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;

  private SeedTree(long seed) {
    this.seed = seed;
  }

  /** The root of a run. */
  public static SeedTree root(long seed) {
    return new SeedTree(mix(seed + GOLDEN));
  }

  /** The subtree for a purpose. */
  public SeedTree child(String purpose) {
    long hash = seed;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = mix((hash ^ b) + GOLDEN);
    }
    return new SeedTree(hash);
  }

  /** The subtree for an index. */
  public SeedTree child(long index) {
    return new SeedTree(mix(mix(seed ^ index) + GOLDEN));
  }

  /** A fresh generator at the start of this node's stream. Not thread-safe. */
  public RandomGenerator generator() {
    return new SplitMix(seed);
  }

  /** Finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** SplitMix64, with normals by the polar method on {@link StrictMath}: the same everywhere. */
  private static final class SplitMix implements RandomGenerator {

    private long state;
    private double spare = Double.NaN;

    SplitMix(long seed) {
      state = seed;
    }

    @Override
    public long nextLong() {
      state += GOLDEN;
      return mix(state);
    }

    @Override
    public double nextGaussian() {
      if (!Double.isNaN(spare)) {
        double value = spare;
        spare = Double.NaN;
        return value;
      }
      double x;
      double y;
      double square;
      do {
        x = 2 * nextDouble() - 1;
        y = 2 * nextDouble() - 1;
        square = x * x + y * y;
      } while (square >= 1 || square == 0);
      double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      spare = y * factor;
      return x * factor;
    }
  }
}
