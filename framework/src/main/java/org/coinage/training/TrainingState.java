package org.coinage.training;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;

/**
 * Everything the next step depends on. Two runs in equal states take equal steps, which is why a
 * checkpoint of this value is enough to resume bit-identically. Random streams are found from seed,
 * purpose and step ({@link #stream}), so no generator has a state to keep.
 *
 * <p>Immutable by contract: arrays are replaced, never modified, once they are in a state. The
 * counters belong to the {@link Trainer}; a {@link Stage} uses {@link #withTheta}, {@link
 * #withOptimizer} and {@link #withConstants}.
 *
 * @param seed seed of the run
 * @param step global steps taken
 * @param stage index of the stage, -1 before the first
 * @param stageStep steps taken in this stage
 * @param theta outer parameters
 * @param optimizer optimizer state, named arrays (moments, counts as one-entry arrays)
 * @param constants what a stage froze for itself and later ones, e.g. a whitening matrix
 * @param learningRateScale factor on the scheduled learning rate, which every stage multiplies in;
 *     1 until the divergence guard rolls back
 * @param guard what the divergence guard remembers
 */
public record TrainingState(
    long seed,
    long step,
    int stage,
    long stageStep,
    Parameters theta,
    Map<String, double[]> optimizer,
    Map<String, double[]> constants,
    double learningRateScale,
    GuardMemory guard) {

  /** Checks the counters and sorts the maps by name. */
  public TrainingState {
    if (step < 0 || stageStep < 0 || stage < -1) {
      throw new IllegalArgumentException(
          "step = %d, stageStep = %d must be >= 0 and stage = %d >= -1"
              .formatted(step, stageStep, stage));
    }
    if (!(learningRateScale > 0 && learningRateScale <= 1)) {
      throw new IllegalArgumentException(
          "learningRateScale = " + learningRateScale + " must be in (0, 1]");
    }
    optimizer = Collections.unmodifiableMap(new TreeMap<>(optimizer));
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
  }

  /** The state before the first stage. */
  public static TrainingState initial(long seed, Parameters theta) {
    return new TrainingState(seed, 0, -1, 0, theta, Map.of(), Map.of(), 1, GuardMemory.FRESH);
  }

  /**
   * The random stream of a purpose at this step: the same whenever this step is taken, whatever was
   * drawn before.
   */
  public SeedTree stream(String purpose) {
    return SeedTree.root(seed).child(purpose).child(step);
  }

  /** Where in the course of the run this is. */
  public Position position() {
    return new Position(guard.rollbacks(), step, stage);
  }

  /** This state with other outer parameters. */
  public TrainingState withTheta(Parameters replaced) {
    return new TrainingState(
        seed, step, stage, stageStep, replaced, optimizer, constants, learningRateScale, guard);
  }

  /** This state with another optimizer state. */
  public TrainingState withOptimizer(Map<String, double[]> replaced) {
    return new TrainingState(
        seed, step, stage, stageStep, theta, replaced, constants, learningRateScale, guard);
  }

  /** This state with other frozen constants. */
  public TrainingState withConstants(Map<String, double[]> replaced) {
    return new TrainingState(
        seed, step, stage, stageStep, theta, optimizer, replaced, learningRateScale, guard);
  }

  /** The start of the next stage: its first step comes next, at the full learning rate. */
  TrainingState atNextStage() {
    return new TrainingState(
        seed, step, stage + 1, 0, theta, optimizer, constants, 1, guard.atStageEntry());
  }

  /** This state counted as one step further. */
  TrainingState stepped(GuardMemory remembered) {
    return new TrainingState(
        seed,
        step + 1,
        stage,
        stageStep + 1,
        theta,
        optimizer,
        constants,
        learningRateScale,
        remembered);
  }

  /** This state as the start of a new attempt with a smaller learning rate. */
  TrainingState retried(double factor) {
    return new TrainingState(
        seed,
        step,
        stage,
        stageStep,
        theta,
        optimizer,
        constants,
        learningRateScale * factor,
        guard.rolledBack());
  }

  /** Whether seed, counters, learning rate and guard are those of another state. */
  boolean sameCourseAs(TrainingState other) {
    return seed == other.seed
        && step == other.step
        && stage == other.stage
        && stageStep == other.stageStep
        && learningRateScale == other.learningRateScale
        && guard.equals(other.guard);
  }

  /** Name of the first array with an entry that is not finite. */
  Optional<String> firstNotFinite() {
    for (int i = 0; i < theta.layout().tensors().size(); i++) {
      if (!isFinite(theta.tensor(i))) {
        return Optional.of("parameter '" + theta.layout().tensors().get(i).name() + "'");
      }
    }
    return Stream.of(Map.entry("optimizer", optimizer), Map.entry("constant", constants))
        .flatMap(
            group ->
                group.getValue().entrySet().stream()
                    .filter(entry -> !isFinite(entry.getValue()))
                    .map(entry -> group.getKey() + " '" + entry.getKey() + "'"))
        .findFirst();
  }

  /** Every product with zero is a zero unless a factor is NaN or infinite. */
  private static boolean isFinite(double[] values) {
    double zero = 0;
    for (double value : values) {
      zero += value * 0;
    }
    return zero == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof TrainingState state && sameCourseAs(state) && sameArraysAs(state));
  }

  /** To the last bit: a zero and a negative zero differ. */
  private boolean sameArraysAs(TrainingState state) {
    return theta.layout().equals(state.theta.layout())
        && Arrays.equals(theta.flatten(), state.theta.flatten())
        && equal(optimizer, state.optimizer)
        && equal(constants, state.constants);
  }

  private static boolean equal(Map<String, double[]> left, Map<String, double[]> right) {
    return left.keySet().equals(right.keySet())
        && left.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), right.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new long[] {seed, step, stage, stageStep, guard.rollbacks()});
  }

  @Override
  public String toString() {
    return "TrainingState[seed=%d, stage=%d, stageStep=%d, step=%d, attempt=%d, %d parameters]"
        .formatted(seed, stage, stageStep, step, guard.rollbacks(), theta.layout().size());
  }
}
