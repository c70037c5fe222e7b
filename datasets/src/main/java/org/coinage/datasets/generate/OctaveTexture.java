package org.coinage.datasets.generate;

import java.util.random.RandomGenerator;

/**
 * Periodic noise whose power falls as 1/f²: value noise on lattices of doubling fineness. In two
 * dimensions an octave of a 1/f² power spectrum holds the same power as the next, so every octave
 * has the same variance. Unit variance, mean near 0.
 */
final class OctaveTexture {

  private static final int MIN_SIDE = 64;
  private static final int MAX_SIDE = 1024;

  private final int side;
  private final float[] values;

  /** Noise whose period is at least the given extent, up to {@value #MAX_SIDE} pixels. */
  OctaveTexture(int extent, RandomGenerator random) {
    int wanted = MIN_SIDE;
    while (wanted < extent && wanted < MAX_SIDE) {
      wanted *= 2;
    }
    side = wanted;
    values = new float[side * side];
    for (int cells = 2; cells < side; cells *= 2) {
      add(random, cells);
    }
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    double scale = 1 / Math.sqrt(squares / values.length - mean * mean);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) * scale);
    }
  }

  /** The noise at a pixel; coordinates wrap around. */
  float at(int row, int column) {
    return values[(row & (side - 1)) * side + (column & (side - 1))];
  }

  private void add(RandomGenerator random, int cells) {
    float[] lattice = new float[cells * cells];
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = (float) (2 * UniformStream.next(random) - 1);
    }
    int step = side / cells;
    for (int row = 0; row < side; row++) {
      int top = row / step;
      int bottom = (top + 1) % cells;
      float down = smooth((float) (row % step) / step);
      for (int column = 0; column < side; column++) {
        int left = column / step;
        int right = (left + 1) % cells;
        float across = smooth((float) (column % step) / step);
        float upper = mix(lattice[top * cells + left], lattice[top * cells + right], across);
        float lower = mix(lattice[bottom * cells + left], lattice[bottom * cells + right], across);
        values[row * side + column] += mix(upper, lower, down);
      }
    }
  }

  private static float mix(float a, float b, float weight) {
    return a + (b - a) * weight;
  }

  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }
}
