package org.coinage.experiments.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/** Images of 32 x 32 made of a few random waves and a little noise: compressible, not trivial. */
final class SmoothImages {

  private SmoothImages() {}

  static List<Samples> training() {
    return draw("training", 100, 3);
  }

  static List<Samples> test(int channels) {
    return draw("test", 5, channels);
  }

  private static List<Samples> draw(String purpose, int count, int channels) {
    List<Samples> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(draw(SeedTree.root(3).child(purpose).child(i).generator(), channels));
    }
    return images;
  }

  private static Samples draw(RandomGenerator random, int channels) {
    float[] values = new float[32 * 32 * channels];
    double[] phase = random.doubles(3, 0, 2 * Math.PI).toArray();
    double[] tilt = random.doubles(3, -0.3, 0.3).toArray();
    for (int i = 0; i < values.length; i++) {
      int x = i / channels % 32;
      int y = i / channels / 32;
      double wave = 0.5;
      for (int k = 0; k < 3; k++) {
        wave +=
            0.13 * Math.sin((k + 1) * (0.15 * x + tilt[k] * y) + phase[k] + 0.3 * (i % channels));
      }
      values[i] = (float) (Math.rint(255 * wave + 2 * random.nextGaussian()) / 255);
    }
    return new Samples(GridShape.of(32, 32), channels, values);
  }
}
