package org.coinage.codec;

/**
 * What a reader accepts before it allocates anything, so that a damaged or hostile file costs no
 * more memory than an honest one of the allowed size (the habit of libavif and dav1d).
 *
 * @param fileBytes size of a file
 * @param elements numbers in one tensor, or samples (points times channels) of one signal
 * @param dimension extent of one axis of a signal
 * @param channels channels of a signal
 * @param codeLength entries of one code
 * @param sections sections of a coin
 * @param coins coins of a purse
 */
public record Limits(
    long fileBytes,
    long elements,
    int dimension,
    int channels,
    int codeLength,
    int sections,
    int coins) {

  /** The documented defaults. */
  public static final Limits DEFAULT =
      new Limits(1L << 30, 1L << 28, 32_768, 4_096, 1 << 24, 64, 1 << 26);

  /** No limit may be below 1, and a file must fit into one array. */
  public Limits {
    require("fileBytes", fileBytes, Integer.MAX_VALUE - 64L);
    require("elements", elements, Integer.MAX_VALUE - 64L);
    require("dimension", dimension, Integer.MAX_VALUE);
    require("channels", channels, Integer.MAX_VALUE);
    require("codeLength", codeLength, Integer.MAX_VALUE);
    require("sections", sections, Integer.MAX_VALUE);
    require("coins", coins, Integer.MAX_VALUE);
  }

  private static void require(String key, long value, long high) {
    if (value < 1 || value > high) {
      throw new IllegalArgumentException(key + " = " + value + " must be in [1, " + high + "]");
    }
  }

  /** These limits with another bound on the samples of a signal and the entries of a tensor. */
  public Limits withElements(long newElements) {
    return new Limits(fileBytes, newElements, dimension, channels, codeLength, sections, coins);
  }

  /** These limits with another bound on the size of a file. */
  public Limits withFileBytes(long newFileBytes) {
    return new Limits(newFileBytes, elements, dimension, channels, codeLength, sections, coins);
  }
}
