package org.coinage.datasets.image;

/**
 * Rows of 8-bit samples as PNG stores them: each by the filter (ISO/IEC 15948, clause 9) whose
 * output, read as signed bytes, has the least sum of magnitudes, which is the standard's own advice
 * for rows that deflate well.
 */
final class PngRows {

  private static final int FILTERS = 5;

  private PngRows() {}

  /**
   * One byte for the filter, then the filtered row, for each row.
   *
   * @param samples {@code [rows, columns, channels]}
   * @param channels bytes of one pixel
   */
  static byte[] filtered(byte[] samples, int rows, int channels) {
    int stride = samples.length / rows;
    byte[] out = new byte[Math.addExact(samples.length, rows)];
    byte[] row = new byte[stride];
    for (int r = 0; r < rows; r++) {
      int to = r * (stride + 1);
      long least = Long.MAX_VALUE;
      for (int filter = 0; filter < FILTERS; filter++) {
        long sum = filter(filter, samples, r * stride, r > 0, channels, row);
        if (sum < least) {
          least = sum;
          out[to] = (byte) filter;
          System.arraycopy(row, 0, out, to + 1, stride);
        }
      }
    }
    return out;
  }

  /** Filters the row that begins at {@code from}; returns its sum of magnitudes. */
  private static long filter(
      int filter, byte[] samples, int from, boolean hasAbove, int channels, byte[] out) {
    long sum = 0;
    for (int i = 0; i < out.length; i++) {
      int at = from + i;
      boolean hasLeft = i >= channels;
      int left = hasLeft ? samples[at - channels] & 255 : 0;
      int above = hasAbove ? samples[at - out.length] & 255 : 0;
      int corner = hasLeft && hasAbove ? samples[at - out.length - channels] & 255 : 0;
      int expected =
          switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> above;
            case 3 -> (left + above) / 2;
            default -> paeth(left, above, corner);
          };
      out[i] = (byte) (samples[at] - expected);
      sum += Math.abs(out[i]);
    }
    return sum;
  }

  /** Whichever of the three is nearest to {@code left + above - corner}. */
  private static int paeth(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }
}
