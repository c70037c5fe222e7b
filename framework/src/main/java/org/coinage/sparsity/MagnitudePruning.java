package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Magnitude pruning, at once or in rounds, each followed by retraining: iterative magnitude pruning
 * without rewinding (Zimmer, Spiegel, Pokutta, ICLR 2023); with raw global scores it is
 * Meta-SparseINR (Lee et al., NeurIPS 2021). Every round prunes the same share {@code 1 - (1 -
 * S)^(1/J)} of what is left, and the last one ends at exactly the target. Immutable, thread-safe.
 */
public final class MagnitudePruning extends MaskedMethod {

  private static final String DAMAGE = "magnitude.damage";

  private final Settings settings;
  private final Scorer scorer;
  private final MaskSelector selector;
  private final LearningRateHistory history;

  /**
   * When and how much is pruned.
   *
   * @param sparsity share of the sparsifiable weights that is zero in the end, in [0, 1)
   * @param rounds of pruning and retraining, at least 1
   * @param dense share of the course before the first round, in [0, 1)
   * @param schedule learning rates within a round
   */
  public record Settings(double sparsity, int rounds, double dense, RetrainingSchedule schedule) {

    /** Validates the settings. */
    public Settings {
      Ranking.requireSparsity(sparsity);
      Objects.requireNonNull(schedule, "schedule");
      if (rounds < 1) {
        throw new IllegalArgumentException("rounds = " + rounds + " must be at least 1");
      }
      if (!(dense >= 0 && dense < 1)) {
        throw new IllegalArgumentException("dense = " + dense + " must be in [0, 1)");
      }
    }

    /** Share of the weights left by a round that the next one prunes. */
    double perRound() {
      return 1 - StrictMath.pow(1 - sparsity, 1.0 / rounds);
    }

    /** Sparsity after a round, counted from 1: exactly the target after the last. */
    double after(int round) {
      return round == rounds ? sparsity : 1 - StrictMath.pow(1 - sparsity, round / (double) rounds);
    }

    /** The first step of a round, counted from 0; the end of the course for their number. */
    long start(int round, long steps) {
      long first = Math.round(dense * steps);
      return first + (steps - first) * round / rounds;
    }

    /** The round a step belongs to, -1 before the first. */
    int round(OuterClock clock) {
      int round = -1;
      while (round + 1 < rounds && clock.step() >= start(round + 1, clock.steps())) {
        round++;
      }
      return round;
    }
  }

  /**
   * Magnitude pruning.
   *
   * @param history of the dense training before, for the schedules that refer to it
   */
  public MagnitudePruning(
      Settings settings, Scorer scorer, MaskSelector selector, LearningRateHistory history) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.scorer = Objects.requireNonNull(scorer, "scorer");
    this.selector = Objects.requireNonNull(selector, "selector");
    this.history = Objects.requireNonNull(history, "history");
  }

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    if (clock.steps() < settings.rounds()) {
      throw new IllegalArgumentException(
          "%d rounds of pruning need as many steps, there are %d; prune in fewer rounds"
              .formatted(settings.rounds(), clock.steps()));
    }
    return masked(start.withMemory(Map.of()), Masks.ones(start.sparsifiable()))
        .remembering(DAMAGE, 0);
  }

  @Override
  public SparseState before(SparseState state, OuterClock clock) {
    int round = settings.round(clock);
    if (round < 0 || clock.step() != settings.start(round, clock.steps())) {
      return state;
    }
    Masks old = support(state);
    Map<String, double[]> scores = scores(state, scorer);
    // What was pruned stays pruned, also beside a kept weight that happens to be zero.
    scores.forEach(
        (tensor, values) -> {
          double[] mask = old.of(tensor);
          for (int i = 0; i < values.length; i++) {
            values[i] = mask[i] == 0 ? -1 : values[i];
          }
        });
    SparseState pruned =
        masked(state, selector.select(state.sparsifiable(), scores, settings.after(round + 1)));
    return pruned.remembering(
        DAMAGE,
        RetrainingSchedule.damage(
            norm(state), normOfDifference(state, pruned), settings.perRound()));
  }

  @Override
  public boolean needsPrunedGradients(OuterClock clock) {
    return false;
  }

  @Override
  public OptionalDouble learningRateFactor(SparseState state, OuterClock clock) {
    int round = settings.round(clock);
    if (round < 0) {
      return OptionalDouble.empty();
    }
    long start = settings.start(round, clock.steps());
    return OptionalDouble.of(
        settings
            .schedule()
            .factor(
                new RetrainingSchedule.Round(
                    clock.step() - start,
                    settings.start(round + 1, clock.steps()) - start,
                    state.remembered(DAMAGE)[0]),
                history));
  }

  private static double norm(SparseState state) {
    return StrictMath.sqrt(network(state).flatMapToDouble(Arrays::stream).map(w -> w * w).sum());
  }

  /** Weights and biases, of base network and modulation map. */
  private static Stream<double[]> network(SparseState state) {
    return state.tensors().stream()
        .filter(tensor -> tensor.role() != NamedTensor.Role.OTHER)
        .map(tensor -> state.value(tensor.name()));
  }

  private static double normOfDifference(SparseState state, SparseState pruned) {
    double squares = 0;
    for (NamedTensor tensor : state.sparsifiable()) {
      double[] before = state.value(tensor.name());
      double[] after = pruned.value(tensor.name());
      for (int i = 0; i < before.length; i++) {
        squares += (before[i] - after[i]) * (before[i] - after[i]);
      }
    }
    return StrictMath.sqrt(squares);
  }
}
