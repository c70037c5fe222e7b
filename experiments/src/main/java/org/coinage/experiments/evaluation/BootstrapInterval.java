package org.coinage.experiments.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How far a BD-rate depends on which signals were judged: the percentile interval of the bootstrap
 * (Efron 1979), signals drawn with replacement, the same for both codecs. It knows nothing of other
 * seeds of training or of other data sets.
 *
 * @param low end, per cent
 * @param high end, per cent
 */
public record BootstrapInterval(double low, double high) {

  private static final int DRAWS = 1000;
  private static final double TAIL = 0.025;

  /**
   * The interval that holds 95 % of the draws.
   *
   * @param anchor points of a curve, each with all signals in the same order
   * @param test the same of what is judged
   * @return empty if the curves of more than one draw in twenty cannot be compared
   */
  public static Optional<BootstrapInterval> of(
      List<List<SignalShare>> anchor, List<List<SignalShare>> test, RandomGenerator random) {
    int signals = anchor.get(0).size();
    List<Double> deltas = new ArrayList<>();
    int incomparable = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] chosen = random.ints(signals, 0, signals).toArray();
      try {
        deltas.add(
            BjontegaardDelta.rate(
                    curve("anchor", anchor, chosen),
                    curve("test", test, chosen),
                    CurveInterpolation.PCHIP)
                .value());
      } catch (IncomparableCurvesException e) {
        incomparable++;
      }
    }
    if (incomparable > 0.05 * DRAWS) {
      return Optional.empty();
    }
    double[] sorted = deltas.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int tail = (int) (TAIL * sorted.length);
    return Optional.of(new BootstrapInterval(sorted[tail], sorted[sorted.length - 1 - tail]));
  }

  private static RateDistortionCurve curve(
      String name, List<List<SignalShare>> points, int... chosen) {
    return new RateDistortionCurve(
        name, points.stream().map(shares -> point(shares, chosen)).distinct().toList());
  }

  private static RateDistortionCurve.Point point(List<SignalShare> shares, int... chosen) {
    double bits = Arrays.stream(chosen).mapToDouble(i -> shares.get(i).bits()).sum();
    double points = Arrays.stream(chosen).mapToDouble(i -> shares.get(i).points()).sum();
    double psnr =
        Arrays.stream(chosen).mapToDouble(i -> shares.get(i).psnr()).average().orElseThrow();
    return new RateDistortionCurve.Point(bits / points, psnr);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "95 %% of resampled test sets: %+.1f to %+.1f %%", low, high);
  }
}
