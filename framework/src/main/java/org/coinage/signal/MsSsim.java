package org.coinage.signal;

import java.util.OptionalDouble;

/**
 * Multi-scale structural similarity of images (Wang, Simoncelli, Bovik: "Multi-scale structural
 * similarity for image quality assessment", 2003) as CompressAI reports it.
 *
 * <p>Five scales; an 11 x 11 Gaussian window of deviation 1.5, only where it lies wholly inside the
 * image; K1 = 0.01, K2 = 0.03, peak 1. Between scales, 2 x 2 means. What the paper leaves open
 * follows the library pytorch-msssim: odd extents are padded by a zero on both sides before
 * halving, negative contrast terms count as 0, colour images get the mean over channels.
 *
 * <p>Signals are compared as files, clamped and rounded to 8 bits. Stateless and thread-safe.
 */
public final class MsSsim {

  /** Both sides must be at least this long, or the window does not fit the coarsest scale. */
  public static final int MINIMUM_SIDE = 161;

  private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;
  private static final double[] WINDOW = window(11, 1.5);

  private MsSsim() {}

  /**
   * The similarity in [0, 1], 1 for equal images; absent for what is not an image of rank 2 with
   * both sides at least {@link #MINIMUM_SIDE}.
   *
   * @throws IllegalArgumentException if the two differ in shape or channels, or hold a number that
   *     is not finite
   */
  public static OptionalDouble of(Samples original, Samples reconstruction) {
    Psnr.AS_FILE.meanSquaredError(original, reconstruction); // the checks both measures share
    GridShape shape = original.shape();
    if (shape.rank() != 2 || Math.min(shape.extent(0), shape.extent(1)) < MINIMUM_SIDE) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int channel = 0; channel < original.channels(); channel++) {
      sum += similarity(plane(original, channel), plane(reconstruction, channel));
    }
    return OptionalDouble.of(sum / original.channels());
  }

  private static double similarity(Plane x, Plane y) {
    double product = 1;
    for (int scale = 0; ; scale++) {
      boolean coarsest = scale == WEIGHTS.length - 1;
      double term = meanTerm(x, y, coarsest);
      product *= Math.pow(Math.max(term, 0), WEIGHTS[scale]);
      if (coarsest) {
        return product;
      }
      x = x.halved();
      y = y.halved();
    }
  }

  /** Mean over the image of contrast times structure, and of luminance at the coarsest scale. */
  private static double meanTerm(Plane x, Plane y, boolean withLuminance) {
    double[] meanX = x.filtered().values();
    double[] meanY = y.filtered().values();
    double[] squareX = x.times(x).filtered().values();
    double[] squareY = y.times(y).filtered().values();
    double[] mixed = x.times(y).filtered().values();
    double sum = 0;
    for (int i = 0; i < meanX.length; i++) {
      double product = meanX[i] * meanY[i];
      double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
      double covariance = mixed[i] - product;
      double variances = squareX[i] + squareY[i] - squares;
      double term = (2 * covariance + C2) / (variances + C2);
      sum += withLuminance ? term * (2 * product + C1) / (squares + C1) : term;
    }
    return sum / meanX.length;
  }

  private static Plane plane(Samples image, int channel) {
    double[] values = new double[image.shape().points()];
    for (int point = 0; point < values.length; point++) {
      float value = image.values()[point * image.channels() + channel];
      values[point] = Math.rint(255 * Math.min(1.0, Math.max(0.0, value))) / 255;
    }
    return new Plane(image.shape().extent(0), image.shape().extent(1), values);
  }

  private static double[] window(int length, double deviation) {
    double[] window = new double[length];
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double offset = i - (length - 1) / 2.0;
      window[i] = Math.exp(-offset * offset / (2 * deviation * deviation));
      sum += window[i];
    }
    for (int i = 0; i < length; i++) {
      window[i] /= sum;
    }
    return window;
  }

  /** One channel, row-major. */
  private record Plane(int rows, int columns, double[] values) {

    Plane times(Plane other) {
      double[] product = new double[values.length];
      for (int i = 0; i < product.length; i++) {
        product[i] = values[i] * other.values[i];
      }
      return new Plane(rows, columns, product);
    }

    /** Gaussian mean under the window, at the positions where it lies inside. */
    Plane filtered() {
      int taps = WINDOW.length;
      int innerColumns = columns - taps + 1;
      double[] along = new double[rows * innerColumns];
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < innerColumns; column++) {
          double sum = 0;
          for (int tap = 0; tap < taps; tap++) {
            sum += WINDOW[tap] * values[row * columns + column + tap];
          }
          along[row * innerColumns + column] = sum;
        }
      }
      int innerRows = rows - taps + 1;
      double[] result = new double[innerRows * innerColumns];
      for (int row = 0; row < innerRows; row++) {
        for (int tap = 0; tap < taps; tap++) {
          for (int column = 0; column < innerColumns; column++) {
            result[row * innerColumns + column] +=
                WINDOW[tap] * along[(row + tap) * innerColumns + column];
          }
        }
      }
      return new Plane(innerRows, innerColumns, result);
    }

    /** Means over 2 x 2 blocks, an odd extent padded by zeros on both sides. */
    Plane halved() {
      int padRows = rows % 2;
      int padColumns = columns % 2;
      int newRows = rows / 2 + padRows;
      int newColumns = columns / 2 + padColumns;
      double[] result = new double[newRows * newColumns];
      for (int row = 0; row < newRows; row++) {
        for (int column = 0; column < newColumns; column++) {
          int top = 2 * row - padRows;
          int left = 2 * column - padColumns;
          double sum =
              at(top, left) + at(top, left + 1) + at(top + 1, left) + at(top + 1, left + 1);
          result[row * newColumns + column] = sum / 4;
        }
      }
      return new Plane(newRows, newColumns, result);
    }

    private double at(int row, int column) {
      boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
      return inside ? values[row * columns + column] : 0;
    }
  }
}
