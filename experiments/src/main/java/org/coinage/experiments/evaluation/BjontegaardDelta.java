package org.coinage.experiments.evaluation;

import java.util.Arrays;
import java.util.Locale;

/**
 * The mean distance between two rate-distortion curves over what they have in common (Bjontegaard,
 * ITU-T SG16 document VCEG-M33, 2001), with all that is needed to read the number.
 *
 * <p>Both curves are first reduced to their {@linkplain RateDistortionCurve#envelope() envelope}; a
 * point that costs more than another without a higher PSNR is dropped, and counted here. Averages
 * run over the logarithm of the rate.
 *
 * @param measure what was averaged
 * @param value in per cent or dB, see {@link Measure}
 * @param interpolation how the curves run between their points
 * @param overlapLow where the common range begins: dB for {@link Measure#RATE}, bpp for {@link
 *     Measure#PSNR}
 * @param overlapHigh where it ends
 * @param droppedOfAnchor points of the anchor left out as dominated
 * @param droppedOfTest points of the other curve left out as dominated
 */
public record BjontegaardDelta(
    Measure measure,
    double value,
    CurveInterpolation interpolation,
    double overlapLow,
    double overlapHigh,
    int droppedOfAnchor,
    int droppedOfTest) {

  /** The two deltas in use. */
  public enum Measure {
    /** Rate at equal PSNR, per cent; negative where the tested codec needs less. */
    RATE("BD-rate", "dB"),
    /** PSNR at equal rate, dB; positive where the tested codec is better. */
    PSNR("BD-PSNR", "bpp");

    private final String label;
    private final String overlapUnit;

    Measure(String label, String overlapUnit) {
      this.label = label;
      this.overlapUnit = overlapUnit;
    }
  }

  /**
   * Rate that {@code test} needs more than {@code anchor} at equal PSNR.
   *
   * @throws IncomparableCurvesException if they share no range of PSNR or one has too few points
   */
  public static BjontegaardDelta rate(
      RateDistortionCurve anchor, RateDistortionCurve test, CurveInterpolation interpolation) {
    return between(Measure.RATE, anchor, test, interpolation);
  }

  /**
   * PSNR that {@code test} has more than {@code anchor} at equal rate.
   *
   * @throws IncomparableCurvesException if they share no range of rates or one has too few points
   */
  public static BjontegaardDelta psnr(
      RateDistortionCurve anchor, RateDistortionCurve test, CurveInterpolation interpolation) {
    return between(Measure.PSNR, anchor, test, interpolation);
  }

  private static BjontegaardDelta between(
      Measure measure,
      RateDistortionCurve anchor,
      RateDistortionCurve test,
      CurveInterpolation interpolation) {
    RateDistortionCurve first = reduced(anchor, interpolation);
    RateDistortionCurve second = reduced(test, interpolation);
    boolean rate = measure == Measure.RATE;
    double[] firstRange = rate ? first.psnr() : first.bpp();
    double[] secondRange = rate ? second.psnr() : second.bpp();
    double low = Math.max(firstRange[0], secondRange[0]);
    double high = Math.min(firstRange[firstRange.length - 1], secondRange[secondRange.length - 1]);
    if (!(low < high)) {
      String reason =
          String.format(
              Locale.ROOT,
              "no common range (%.4g to %.4g %s and %.4g to %.4g %s)",
              secondRange[0],
              secondRange[secondRange.length - 1],
              measure.overlapUnit,
              firstRange[0],
              firstRange[firstRange.length - 1],
              measure.overlapUnit);
      throw new IncomparableCurvesException(
          String.format(
              "%s of \"%s\" against \"%s\": %s; measure one of them at more rates",
              measure.label, test.name(), anchor.name(), reason),
          "no " + measure.label + ", " + reason);
    }
    double difference =
        mean(second, interpolation, rate, low, high) - mean(first, interpolation, rate, low, high);
    return new BjontegaardDelta(
        measure,
        rate ? 100 * Math.expm1(difference) : difference,
        interpolation,
        low,
        high,
        anchor.points().size() - first.points().size(),
        test.points().size() - second.points().size());
  }

  private static RateDistortionCurve reduced(
      RateDistortionCurve curve, CurveInterpolation interpolation) {
    RateDistortionCurve envelope = curve.envelope();
    int points = envelope.points().size();
    if (points < interpolation.minimumPoints()) {
      throw new IncomparableCurvesException(
          String.format(
              "curve \"%s\" has %d usable points (%d given), %s interpolation needs %d; measure it"
                  + " at more rates or take %s",
              curve.name(),
              points,
              curve.points().size(),
              interpolation.label(),
              interpolation.minimumPoints(),
              CurveInterpolation.PCHIP.label()),
          "too few usable points of " + curve.name());
    }
    return envelope;
  }

  private static double mean(
      RateDistortionCurve curve,
      CurveInterpolation interpolation,
      boolean rate,
      double low,
      double high) {
    double[] logRate = Arrays.stream(curve.bpp()).map(Math::log).toArray();
    return rate
        ? interpolation.mean(curve.psnr(), logRate, low, high)
        : interpolation.mean(logRate, curve.psnr(), Math.log(low), Math.log(high));
  }

  /**
   * The number with everything that belongs to it, as {@code BD-rate -32.1 % (PCHIP, 18.99 to 20.32
   * dB)}.
   */
  @Override
  public String toString() {
    int dropped = droppedOfAnchor + droppedOfTest;
    return String.format(
        Locale.ROOT,
        measure == Measure.RATE
            ? "%s %+.1f %% (%s, %.2f to %.2f %s%s)"
            : "%s %+.2f dB (%s, %.4g to %.4g %s%s)",
        measure.label,
        value,
        interpolation.label(),
        overlapLow,
        overlapHigh,
        measure.overlapUnit,
        dropped == 0 ? "" : "; " + dropped + " dominated left out");
  }
}
