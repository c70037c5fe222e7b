package org.coinage.signal;

import java.util.List;

/**
 * Closes the seams between patches that were coded apart. The jump J between the samples nearest to
 * a seam is shared out on both sides: a sample at the distance x moves towards the other side by
 * {@code J/2 (1 - x/reach)^2}, so that nothing jumps on the seam and nothing changes from {@code
 * reach} on. One axis after the other, for signals of any rank on any {@link SamplingGrid}.
 *
 * <p>The profile is what least squares gave for the error at distance x as a multiple of J, over
 * photographs at three rates: 0.34 to 0.42 half a point away, then 0.13 to 0.27, 0.02 to 0.16,
 * nearly nothing from the fifth point on.
 *
 * @param reach distance from which on nothing changes, in points of the signal's grid; 0 leaves all
 *     as it is; no patch is changed beyond its middle
 */
public record SeamFilter(double reach) {

  /** Leaves all as it is. */
  public static final SeamFilter NONE = new SeamFilter(0);

  /**
   * Over 4 points: every one of twelve Kodak pictures in patches of 32x32 gained PSNR at each of
   * three rates (by 0.01 to 0.27 dB, 0.09 to 0.18 in the mean), and jumped on seams about as much
   * as elsewhere (0.9 to 1.2 times), not four or five times.
   */
  public static final SeamFilter STANDARD = new SeamFilter(4);

  /** Validates the reach. */
  public SeamFilter {
    if (!(reach >= 0 && reach <= GridShape.MAX_EXTENT)) {
      throw new IllegalArgumentException(
          "seams blended over " + reach + " points, expected 0 to " + GridShape.MAX_EXTENT);
    }
  }

  /** A grid with all samples around it that the filter looks at. */
  public SamplingGrid around(SamplingGrid grid, PatchLayout layout) {
    return reach == 0 ? grid : grid.widened(reach + 1, layout.full());
  }

  /**
   * Filters samples.
   *
   * @param samples on the grid {@code around(grid, layout)}
   * @param grid where samples are wanted
   * @param layout of the patches they came from
   * @return the samples on {@code grid}
   */
  public Samples apply(Samples samples, SamplingGrid grid, PatchLayout layout) {
    if (reach == 0) {
      return samples;
    }
    SamplingGrid wide = around(grid, layout);
    float[] values = samples.values().clone();
    int stride = samples.channels();
    for (int axis = wide.axes().size() - 1; axis >= 0; axis--) {
      int patch = layout.patch().extent(axis);
      for (int k = 1; k < layout.grid().extent(axis); k++) {
        close(k * patch, Math.min(reach, 0.5 * patch), wide.axes().get(axis), stride, values);
      }
      stride *= wide.axes().get(axis).points();
    }
    return cut(new Samples(samples.shape(), samples.channels(), values), wide, grid);
  }

  private static void close(
      int seam, double reach, SamplingGrid.Axis axis, int stride, float[] values) {
    int right = 0;
    while (right < axis.points() && axis.at(right) < seam) {
      right++;
    }
    if (right == 0 || right == axis.points()) {
      return;
    }
    int from = right;
    while (from > 0 && seam - axis.at(from - 1) < reach) {
      from--;
    }
    int to = right;
    while (to < axis.points() && axis.at(to) - seam < reach) {
      to++;
    }
    for (int start = 0; start < values.length; start += stride * axis.points()) {
      for (int lane = start; lane < start + stride; lane++) {
        double half =
            0.5 * ((double) values[lane + right * stride] - values[lane + (right - 1) * stride]);
        for (int i = from; i < to; i++) {
          double left = 1 - Math.abs(axis.at(i) - seam) / reach;
          int at = lane + i * stride;
          values[at] = (float) (values[at] + (i < right ? half : -half) * left * left);
        }
      }
    }
  }

  private static Samples cut(Samples samples, SamplingGrid wide, SamplingGrid grid) {
    GridShape shape = grid.shape();
    if (shape.equals(samples.shape())) {
      return samples;
    }
    List<SamplingGrid.Axis> inner = grid.axes();
    int channels = samples.channels();
    float[] values = new float[Math.multiplyExact(shape.points(), channels)];
    for (int point = 0; point < shape.points(); point++) {
      int rest = point;
      int source = 0;
      int stride = 1;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        SamplingGrid.Axis whole = wide.axes().get(axis);
        int skipped = inner.get(axis).first() - whole.first();
        source += (rest % shape.extent(axis) + skipped) * stride;
        rest /= shape.extent(axis);
        stride *= whole.points();
      }
      System.arraycopy(samples.values(), source * channels, values, point * channels, channels);
    }
    return new Samples(shape, channels, values);
  }
}
