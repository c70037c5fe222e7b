package org.coinage.datasets.generate;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.datasets.EightBit;

/**
 * Paints one image. Leaves are put down from the front to the back, each only where the ones before
 * it left something uncovered, until nothing is: an exact sample of the infinite pile, without the
 * bias of a bottom (Kendall and Thönnes, Pattern Recognition 32, 1999). Not thread-safe; use one
 * per image.
 */
final class DeadLeavesPainter {

  /** Less than half a grey level of a pixel still uncovered: it counts as covered. */
  private static final float COVERED = 1 / 512f;

  private final DeadLeavesRecipe recipe;
  private final RandomGenerator random;
  private final OctaveTexture texture;
  private final double brightness;
  private final double warmth;
  private final float[] colour;
  private final float[] uncovered;
  private int open;

  DeadLeavesPainter(DeadLeavesRecipe recipe, RandomGenerator random) {
    this.recipe = recipe;
    this.random = random;
    this.texture = new OctaveTexture(Math.max(recipe.rows(), recipe.columns()), random);
    this.brightness = UniformStream.between(random, 0.35, 0.6);
    this.warmth = UniformStream.between(random, -0.06, 0.08);
    this.open = recipe.rows() * recipe.columns();
    this.colour = new float[3 * open];
    this.uncovered = new float[open];
    Arrays.fill(uncovered, 1f);
  }

  /** The image as bytes {@code [rows * columns, 3]}. */
  byte[] paint() {
    while (open > 0) {
      leaf();
    }
    byte[] bytes = new byte[colour.length];
    for (int pixel = 0; pixel < uncovered.length; pixel++) {
      float whole = 1 - uncovered[pixel];
      for (int channel = 0; channel < 3; channel++) {
        bytes[3 * pixel + channel] = (byte) EightBit.fromUnit(colour[3 * pixel + channel] / whole);
      }
    }
    return bytes;
  }

  private void leaf() {
    double radius = radius(UniformStream.next(random));
    double margin = recipe.maxRadius();
    double row = UniformStream.between(random, -margin, recipe.rows() + margin);
    double column = UniformStream.between(random, -margin, recipe.columns() + margin);
    int top = Math.max(0, (int) Math.ceil(row - radius - 1));
    int bottom = Math.min(recipe.rows() - 1, (int) Math.floor(row + radius));
    int left = Math.max(0, (int) Math.ceil(column - radius - 1));
    int right = Math.min(recipe.columns() - 1, (int) Math.floor(column + radius));
    if (top > bottom || left > right) {
      return;
    }
    LeafLook look = LeafLook.draw(random, brightness, warmth, recipe.texture());
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double down = y + 0.5 - row;
        double across = x + 0.5 - column;
        double coverage = radius + 0.5 - Math.sqrt(down * down + across * across);
        int pixel = y * recipe.columns() + x;
        if (coverage > 0 && uncovered[pixel] >= COVERED) {
          cover(pixel, (float) Math.min(1, coverage), look.shade(down, across, radius, texture));
          if (uncovered[pixel] < COVERED) {
            open--;
          }
        }
      }
    }
  }

  private void cover(int pixel, float coverage, float[] shade) {
    float weight = uncovered[pixel] * coverage;
    for (int channel = 0; channel < 3; channel++) {
      colour[3 * pixel + channel] += weight * shade[channel];
    }
    uncovered[pixel] -= weight;
  }

  /** Inverse of the distribution with density proportional to r^-3. */
  private double radius(double uniform) {
    double ratio = recipe.minRadius() / recipe.maxRadius();
    return recipe.minRadius() / Math.sqrt(1 - uniform * (1 - ratio * ratio));
  }
}
