package org.coinage.sparsity;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * RigL (Evci et al., ICML 2020): sparse from the start at fixed counts per tensor. Every few steps
 * the smallest weights are dropped and as many grown where the dense gradient is largest; the share
 * that moves falls along half a cosine. A weight grown anew starts at zero with zero slots; one
 * that is dropped and grown in the same update keeps both. The optimizer does not take the step of
 * an update. The growth gradient is the sum over the last few steps, for meta-batches are small.
 * Immutable, thread-safe.
 */
public final class RigL extends MaskedMethod {

  private static final String GROWTH = "rigl.growth.";

  private final Settings settings;
  private final StaticRandomMask start;

  /**
   * When and how much moves.
   *
   * @param sparsity share of the sparsifiable weights that is zero, in [0, 1)
   * @param fraction share of a tensor's weights that moves at first, in (0, 1]
   * @param interval steps between updates; below 100, grown weights are dropped while still small
   * @param end share of the course after which the mask stays, in (0, 1]
   * @param averaged steps whose gradients are summed for growth, in [1, interval]
   */
  public record Settings(double sparsity, double fraction, int interval, double end, int averaged) {

    /** Validates the settings. */
    public Settings {
      Ranking.requireSparsity(sparsity);
      requireShare("fraction", fraction);
      requireShare("end", end);
      if (interval < 1) {
        throw new IllegalArgumentException("interval = " + interval + " must be at least 1");
      }
      if (averaged < 1 || averaged > interval) {
        throw new IllegalArgumentException(
            "averaged = %d must be in [1, interval], interval = %d".formatted(averaged, interval));
      }
    }

    private static void requireShare(String key, double share) {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(key + " = " + share + " must be in (0, 1]");
      }
    }

    /** The paper's: 0.3 of the weights, every 100 steps, over three quarters of the course. */
    public static Settings standard(double sparsity) {
      return new Settings(sparsity, 0.3, 100, 0.75, 4);
    }

    /** Weights that move at a step, of those kept in a tensor. */
    int moved(int kept, long step, long endStep) {
      double share = fraction / 2 * (1 + StrictMath.cos(StrictMath.PI * step / (double) endStep));
      // Rounded to binary32 first, as in the reference, so that 0.3 of 10 is 3.
      return (int) (float) (kept * share);
    }
  }

  /**
   * RigL with the counts of an allocation.
   *
   * @param rescaled whether what the first mask leaves is enlarged, see {@link StaticRandomMask}
   */
  public RigL(Settings settings, LayerAllocation allocation, boolean rescaled) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.start = new StaticRandomMask(settings.sparsity(), allocation, rescaled);
  }

  @Override
  public SparseState begin(SparseState entry, OuterClock clock) {
    return start.begin(entry, clock);
  }

  @Override
  public boolean needsPrunedGradients(OuterClock clock) {
    return isAveraged(clock);
  }

  @Override
  public boolean updatesWeights(OuterClock clock) {
    return !isUpdate(clock);
  }

  private boolean isUpdate(OuterClock clock) {
    return clock.step() > 0
        && clock.step() % settings.interval() == 0
        && clock.step() < clock.stepAt(settings.end());
  }

  /** Whether this step's gradient counts for the next update. */
  private boolean isAveraged(OuterClock clock) {
    long untilUpdate = Math.floorMod(-clock.step(), (long) settings.interval());
    long update = clock.step() + untilUpdate;
    return untilUpdate < settings.averaged() && update > 0 && update < clock.stepAt(settings.end());
  }

  @Override
  public SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock) {
    SparseState masked = support(stepped).applyTo(stepped);
    if (!isAveraged(clock)) {
      return masked;
    }
    Map<String, double[]> memory = new TreeMap<>(masked.memory());
    for (NamedTensor tensor : masked.sparsifiable()) {
      memory.merge(GROWTH + tensor.name(), gradients.of(tensor.name()), RigL::sum);
    }
    SparseState summed = masked.withMemory(memory);
    return isUpdate(clock) ? updated(summed, clock) : summed;
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  private SparseState updated(SparseState state, OuterClock clock) {
    Masks old = support(state);
    Map<String, double[]> masks = new TreeMap<>();
    Map<String, double[]> memory = new TreeMap<>(state.memory());
    for (NamedTensor tensor : state.sparsifiable()) {
      String name = tensor.name();
      int moved = settings.moved(old.kept(name), clock.step(), clock.stepAt(settings.end()));
      masks.put(
          name, dropAndGrow(state.value(name), old.of(name), memory.remove(GROWTH + name), moved));
    }
    // Weights off before are zero in values and slots already: the old mask was applied to both.
    return masked(state.withMemory(memory), Masks.of(masks));
  }

  /**
   * The mask after an update: the kept weights without the smallest {@code moved} of them, and the
   * {@code moved} largest gradients among all others, those just dropped included.
   */
  static double[] dropAndGrow(double[] weights, double[] mask, double[] gradient, int moved) {
    int kept = 0;
    double[] strength = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      kept += mask[i] == 0 ? 0 : 1;
      strength[i] = mask[i] == 0 ? -1 : Math.abs(weights[i]);
    }
    double[] next = Ranking.highest(strength, kept - moved);
    double[] need = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      need[i] = next[i] == 0 ? Math.abs(gradient[i]) : -1;
    }
    double[] grown = Ranking.highest(need, moved);
    for (int i = 0; i < next.length; i++) {
      next[i] += grown[i];
    }
    return next;
  }
}
