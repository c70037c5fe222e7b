package org.coinage.datasets.generate;

import java.util.random.RandomGenerator;

/** Uniform numbers spelt out, so that no JVM's default method can change a generated image. */
final class UniformStream {

  private UniformStream() {}

  /** A multiple of 2^-53 in [0, 1). */
  static double next(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** A number between two others. */
  static double between(RandomGenerator random, double low, double high) {
    return low + (high - low) * next(random);
  }
}
