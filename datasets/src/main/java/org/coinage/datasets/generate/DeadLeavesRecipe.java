package org.coinage.datasets.generate;

/**
 * What determines a dead-leaves image besides its seed.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param minRadius smallest disc, in pixels
 * @param maxRadius largest disc, in pixels
 * @param texture standard deviation of the texture within a disc, in units of the full range
 */
public record DeadLeavesRecipe(
    int rows, int columns, double minRadius, double maxRadius, double texture) {

  /**
   * 32x32 images like photographs scaled down to that size, which have less power at the finest
   * scale than large ones: it falls as f^-2.7, as that of CIFAR-10 does (measured: 2.71 and 2.78).
   */
  public static final DeadLeavesRecipe SMALL = new DeadLeavesRecipe(32, 32, 1.5, 32, 0.05);

  /** Checks the ranges. */
  public DeadLeavesRecipe {
    require("rows", rows, 1, 4096);
    require("columns", columns, 1, 4096);
    require("minRadius", minRadius, 0.5, 1024);
    require("maxRadius", maxRadius, minRadius, 8192);
    require("texture", texture, 0, 0.5);
  }

  /** Discs from one pixel in radius to the side of a square image: power about f^-2. */
  public static DeadLeavesRecipe square(int side) {
    return new DeadLeavesRecipe(side, side, 1, Math.max(1, side), 0.05);
  }

  /** The same text for the same recipe on every JVM: doubles in hexadecimal. */
  String canonical() {
    return String.join(
        " ",
        rows + "x" + columns,
        Double.toHexString(minRadius),
        Double.toHexString(maxRadius),
        Double.toHexString(texture));
  }

  private static void require(String key, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          key + " = " + value + " must be in [" + low + ", " + high + "]");
    }
  }
}
