package org.coinage.experiments.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a codec reaches at several rates on one data set. Immutable.
 *
 * @param name the codec, as tables and plots call it
 * @param points in increasing order of rate, whatever order they were given in
 */
public record RateDistortionCurve(String name, List<Point> points) {

  /** Sorts the points; refuses an empty curve and two points of the same rate. */
  public RateDistortionCurve {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a curve needs a name");
    }
    if (points.isEmpty()) {
      throw new IllegalArgumentException("curve \"" + name + "\" has no points");
    }
    points = points.stream().sorted(Comparator.comparingDouble(Point::bpp)).toList();
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).bpp() == points.get(i - 1).bpp()) {
        throw new IllegalArgumentException(
            "curve \"" + name + "\" has two points at " + points.get(i).bpp() + " bpp");
      }
    }
  }

  /** A curve from two arrays of one length. */
  public static RateDistortionCurve of(String name, double[] bpp, double[] psnr) {
    if (bpp.length != psnr.length) {
      throw new IllegalArgumentException(
          "curve \"" + name + "\": " + bpp.length + " rates but " + psnr.length + " PSNR values");
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < bpp.length; i++) {
      points.add(new Point(bpp[i], psnr[i]));
    }
    return new RateDistortionCurve(name, points);
  }

  /**
   * The points worth choosing: those with a higher PSNR than every cheaper point. Strictly
   * increasing in both coordinates.
   */
  public RateDistortionCurve envelope() {
    List<Point> kept = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      if (point.psnr() > best) {
        kept.add(point);
        best = point.psnr();
      }
    }
    return new RateDistortionCurve(name, kept);
  }

  /** Rates in increasing order. */
  public double[] bpp() {
    return points.stream().mapToDouble(Point::bpp).toArray();
  }

  /** PSNR in the order of {@link #bpp()}. */
  public double[] psnr() {
    return points.stream().mapToDouble(Point::psnr).toArray();
  }

  /**
   * One operating point.
   *
   * @param bpp bits per pixel (or per point of another kind of signal), above 0
   * @param psnr distortion in dB
   */
  public record Point(double bpp, double psnr) {

    /** Both must be finite. */
    public Point {
      if (!(bpp > 0) || !Double.isFinite(bpp)) {
        throw new IllegalArgumentException("bpp = " + bpp + " must be finite and above 0");
      }
      if (!Double.isFinite(psnr)) {
        throw new IllegalArgumentException(
            "psnr = " + psnr + " must be finite; a lossless point has no place on a curve");
      }
    }
  }
}
