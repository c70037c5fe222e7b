package org.coinage.datasets.generate;

import java.util.random.RandomGenerator;

/**
 * The colour of one leaf: mostly brightness, little chroma along the blue-yellow and less along the
 * red-green axis, as in photographs (Ruderman, Cronin, Chiao, JOSA A 15, 1998); a slope of light
 * across the leaf; a piece of texture.
 */
record LeafLook(
    double red,
    double green,
    double blue,
    double slopeDown,
    double slopeAcross,
    double texture,
    int textureRow,
    int textureColumn) {

  static LeafLook draw(
      RandomGenerator random, double brightness, double warmth, double textureDeviation) {
    double light = brightness + UniformStream.between(random, -0.38, 0.38);
    double yellow = warmth + 0.05 * random.nextGaussian();
    double rose = 0.02 * random.nextGaussian();
    double light0 = Math.max(0.02, light);
    // Chroma fades in the dark, where there is no room for it.
    double chroma = Math.min(1, 2.5 * light0);
    long place = random.nextLong();
    return new LeafLook(
        light0 + chroma * (yellow + rose),
        light0 + chroma * (0.6 * yellow - rose),
        light0 - chroma * 1.6 * yellow,
        UniformStream.between(random, -0.08, 0.08),
        UniformStream.between(random, -0.08, 0.08),
        textureDeviation * UniformStream.between(random, 0.2, 1.8),
        (int) (place >>> 8) & 0xffff,
        (int) (place >>> 24) & 0xffff);
  }

  /** Red, green and blue at an offset from the centre. */
  float[] shade(double down, double across, double radius, OctaveTexture noise) {
    int row = (int) Math.floor(down) + textureRow;
    int column = (int) Math.floor(across) + textureColumn;
    double light =
        (slopeDown * down + slopeAcross * across) / radius + texture * noise.at(row, column);
    return new float[] {(float) (red + light), (float) (green + light), (float) (blue + light)};
  }
}
