package org.coinage.codec;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;

/**
 * Any rate from one mint: searches the rates of its {@link RateLadder} with the real encoder, until
 * the file costs, or is worth, what was asked for.
 *
 * <p>As thread-safe as its striker.
 */
public final class RateControl {

  /** Rungs between the probes of a walk; a quarter of an octave. */
  private static final int STRIDE = 8;

  /** Rungs looked at beside the one that a bisection ends at: sizes are not quite monotone. */
  private static final int BESIDE = 2;

  /** Share of a budget that may be left unused where a search ends early. */
  private static final double NEAR_BUDGET = 0.01;

  /** Distance from a PSNR, dB, at which a search ends early. */
  private static final double NEAR_PSNR = 0.02;

  private final Striker striker;
  private final RateLadder ladder;

  /**
   * Control over what a striker makes.
   *
   * @param striker whose settings are kept and whose codebook is not
   * @throws IllegalArgumentException if its mint has no codebook whose steps can be scaled
   */
  public RateControl(Striker striker) {
    this.striker = striker;
    this.ladder = new RateLadder(striker.mint());
  }

  /** One probe of the search. */
  private record Probe<T>(T made, double bytes, double points, double psnr, double error) {

    double of(RateTarget target) {
      return switch (target.kind()) {
        case BYTES -> bytes;
        case BITS_PER_POINT -> 8 * bytes / points;
        case PSNR -> psnr;
        case LAMBDA -> error + target.value() * 8 * bytes / points;
      };
    }
  }

  /**
   * A coin at the target.
   *
   * @throws IllegalArgumentException if it is out of reach, with what is not
   */
  public Struck strike(Samples samples, RateTarget target) {
    List<double[]> codes = striker.fit(samples);
    double points = samples.shape().points();
    return search(
        target,
        rung -> {
          Struck struck = at(rung).strike(samples, codes);
          double psnr = Psnr.AS_FILE.of(samples, struck.decoded());
          double bytes = struck.coin().toBytes().length;
          return new Probe<>(struck, bytes, points, psnr, struck.meanSquaredError());
        });
  }

  /**
   * A purse at the target, which is for all of it: bytes of the file, mean PSNR of its signals.
   *
   * @throws IllegalArgumentException if it is out of reach, with what is not
   */
  public StruckPurse strikeAll(List<Samples> signals, RateTarget target) {
    List<List<double[]>> codes = striker.fitAll(signals);
    double points = signals.stream().mapToLong(each -> each.shape().points()).sum();
    return search(
        target,
        rung -> {
          StruckPurse struck = at(rung).strikeAll(signals, codes, PurseFile.DEFAULT_BLOCK);
          double psnr = Psnr.AS_FILE.over(signals, struck.decoded()).meanOfPsnr();
          double error =
              struck.meanSquaredErrors().stream()
                  .mapToDouble(Double::doubleValue)
                  .average()
                  .orElseThrow();
          return new Probe<>(struck, struck.purse().size(), points, psnr, error);
        });
  }

  private Striker at(RateLadder.Rung rung) {
    return striker.withCodebook(rung.codebook().name()).withStep(rung.step());
  }

  private <T> T search(RateTarget target, Function<RateLadder.Rung, Probe<T>> strike) {
    Map<Integer, Probe<T>> known = new HashMap<>();
    Function<Integer, Probe<T>> probe =
        index -> known.computeIfAbsent(index, i -> strike.apply(ladder.rung(i)));
    return target.kind() == RateTarget.Kind.LAMBDA
        ? cheapest(target, probe).made()
        : nearest(target, probe).made();
  }

  /** A walk over the ladder, then a closer one around the best. */
  private <T> Probe<T> cheapest(RateTarget target, Function<Integer, Probe<T>> probe) {
    int best = 0;
    for (int stride = STRIDE; stride >= 1; stride /= 2) {
      List<Integer> around =
          stride == STRIDE ? ladder.walk(stride) : List.of(best - stride, best + stride);
      for (int index : around) {
        if (index >= 0
            && index < ladder.size()
            && probe.apply(index).of(target) < probe.apply(best).of(target)) {
          best = index;
        }
      }
    }
    return probe.apply(best);
  }

  /** The finest rung within a budget, or that of the nearest PSNR. */
  private <T> Probe<T> nearest(RateTarget target, Function<Integer, Probe<T>> probe) {
    int low = 0;
    int high = ladder.size() - 1;
    double finest = probe.apply(low).of(target);
    double coarsest = probe.apply(high).of(target);
    boolean budget = target.kind() != RateTarget.Kind.PSNR;
    if (!budget && target.value() > finest) {
      low = best(target, probe); // the finest steps need not give the highest quality
      finest = probe.apply(low).of(target);
    }
    if (target.value() < Math.min(coarsest, finest)
        || target.value() > Math.max(coarsest, finest)) {
      throw outOfReach(target, coarsest, finest);
    }
    boolean interpolate = true;
    while (high - low > 1) { // low costs more than the target, or is worth more; high does not
      int span = high - low;
      int between = interpolate ? interpolated(target, low, high, probe) : (low + high) / 2;
      Probe<T> found = probe.apply(between);
      if (good(target, found.of(target))) {
        return found;
      }
      if (found.of(target) > target.value()) {
        low = between;
      } else {
        high = between;
      }
      interpolate = 2 * (high - low) <= span; // an end that stays is left by halving
    }
    Probe<T> best = null;
    int from = Math.max(0, low - BESIDE);
    for (int i = from; i <= Math.min(ladder.size() - 1, high + BESIDE); i++) {
      Probe<T> found = probe.apply(i);
      double miss = Math.abs(found.of(target) - target.value());
      boolean allowed = !budget || found.of(target) <= target.value();
      if (allowed && (best == null || miss < Math.abs(best.of(target) - target.value()))) {
        best = found;
      }
    }
    return best == null ? probe.apply(high) : best;
  }

  /** Where between two rungs the target is expected: sizes are nearly exponential in the rung. */
  private static <T> int interpolated(
      RateTarget target, int low, int high, Function<Integer, Probe<T>> probe) {
    double above = height(target, probe.apply(low).of(target));
    double below = height(target, probe.apply(high).of(target));
    double share = (above - height(target, target.value())) / (above - below);
    return Math.max(low + 1, Math.min(high - 1, low + (int) Math.rint(share * (high - low))));
  }

  private static double height(RateTarget target, double value) {
    return target.kind() == RateTarget.Kind.PSNR ? value : StrictMath.log(value);
  }

  /** Whether looking further is not worth the time. */
  private static boolean good(RateTarget target, double value) {
    return target.kind() == RateTarget.Kind.PSNR
        ? Math.abs(value - target.value()) <= NEAR_PSNR
        : value <= target.value() && value >= (1 - NEAR_BUDGET) * target.value();
  }

  /** The rung of the highest value on a walk over the ladder. */
  private <T> int best(RateTarget target, Function<Integer, Probe<T>> probe) {
    return ladder.walk(STRIDE).stream()
        .max(Comparator.comparingDouble(index -> probe.apply(index).of(target)))
        .orElseThrow();
  }

  private static IllegalArgumentException outOfReach(
      RateTarget target, double coarsest, double finest) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s is out of reach: this mint makes %.6g to %.6g of this signal",
            target,
            coarsest,
            finest));
  }
}
