package org.coinage.training;

import java.util.Map;
import java.util.Optional;

/**
 * Judges every step before it is accepted: NaN or infinity in loss, gradient norm, parameters,
 * optimizer or constants, NaN in any metric, or a smoothed loss far above its best. What it
 * remembers travels in the state ({@link GuardMemory}); the guard itself has none. Thread-safe.
 */
public final class DivergenceGuard {

  private final GuardSettings settings;

  /** A guard of the given settings. */
  public DivergenceGuard(GuardSettings settings) {
    this.settings = settings;
  }

  /** What is wrong with a step, as the end of a sentence, e.g. {@code loss is NaN}. */
  Optional<String> objection(GuardMemory before, StepOutcome outcome) {
    for (Map.Entry<String, Double> metric : outcome.metrics().entrySet()) {
      boolean mustBeFinite =
          metric.getKey().equals(StepOutcome.LOSS)
              || metric.getKey().equals(StepOutcome.GRADIENT_NORM);
      double value = metric.getValue();
      if (Double.isNaN(value) || (mustBeFinite && Double.isInfinite(value))) {
        return Optional.of(metric.getKey() + " is " + value);
      }
    }
    Optional<String> notFinite = outcome.state().firstNotFinite();
    if (notFinite.isPresent()) {
      return notFinite.map(name -> name + " has an entry that is not finite");
    }
    GuardMemory after = observe(before, outcome.loss());
    if (before.observed() >= settings.window() && isAbove(after, settings.rise())) {
      return Optional.of(
          "smoothed loss %.4g is above %s times its best %.4g"
              .formatted(after.smoothed(), settings.rise(), before.best()));
    }
    return Optional.empty();
  }

  /** The memory after an accepted loss. */
  GuardMemory observe(GuardMemory before, double loss) {
    long observed = before.observed() + 1;
    // Plain mean until the window is full, then an exponential one of the same memory.
    double weight = 1.0 / Math.min(observed, settings.window());
    double smoothed = before.smoothed() + weight * (loss - before.smoothed());
    double best = observed <= settings.window() ? smoothed : Math.min(before.best(), smoothed);
    return new GuardMemory(observed, smoothed, best, before.rollbacks(), before.stageRollbacks());
  }

  /** Whether the loss is low enough for a state to be a point of return. */
  boolean isCalm(GuardMemory memory) {
    return !isAbove(memory, Math.sqrt(settings.rise()));
  }

  /** Whether another rollback is allowed. */
  boolean mayRollBack(GuardMemory memory) {
    return memory.stageRollbacks() < settings.maxRollbacks();
  }

  /** The state to go on from after a rollback to the given one. */
  TrainingState rollBack(TrainingState pointOfReturn) {
    return pointOfReturn.retried(settings.learningRateFactor());
  }

  private static boolean isAbove(GuardMemory memory, double factor) {
    // For a positive best this is factor * best; it also makes sense for negative objectives.
    return memory.smoothed() - memory.best() > (factor - 1) * Math.abs(memory.best());
  }
}
