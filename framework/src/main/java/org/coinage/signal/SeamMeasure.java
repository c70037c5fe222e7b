package org.coinage.signal;

/**
 * How much a signal jumps where patches meet: the mean absolute difference of neighbouring samples
 * on either side of a seam, beside that of neighbours inside patches. A signal without seams has
 * about the same there and there; coded patch by patch it jumps more, which the eye sees as blocks.
 *
 * @param across mean absolute difference across seams, over all axes and channels
 * @param inside mean absolute difference between neighbours of one patch
 */
public record SeamMeasure(double across, double inside) {

  /**
   * Measures a signal.
   *
   * @param samples on their own grid
   * @param layout how the grid was cut
   * @throws IllegalArgumentException if the grids differ, or there is no seam
   */
  public static SeamMeasure of(Samples samples, PatchLayout layout) {
    if (!samples.shape().equals(layout.full()) || layout.count() == 1) {
      throw new IllegalArgumentException(
          "samples of "
              + samples.shape()
              + " have no seams of "
              + layout.full()
              + " cut into "
              + layout.patch());
    }
    double across = 0;
    double inside = 0;
    long seams = 0;
    long others = 0;
    float[] values = samples.values();
    int stride = samples.channels();
    for (int axis = layout.full().rank() - 1; axis >= 0; axis--) {
      int extent = layout.full().extent(axis);
      int patch = layout.patch().extent(axis);
      for (int i = 0; i < values.length; i++) {
        int next = i / stride % extent + 1;
        if (next == extent) {
          continue;
        }
        double jump = Math.abs((double) values[i + stride] - values[i]);
        if (next % patch == 0) {
          across += jump;
          seams++;
        } else {
          inside += jump;
          others++;
        }
      }
      stride *= extent;
    }
    return new SeamMeasure(across / seams, others == 0 ? 0 : inside / others);
  }

  /** Jump across seams over that inside patches; about 1 where no seam is to be seen. */
  public double ratio() {
    return across / inside;
  }
}
