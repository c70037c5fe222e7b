package org.coinage.training;

import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.field.WeightSelection;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.MetaBatch;
import org.coinage.meta.OuterStep;
import org.coinage.sparsity.OuterClock;
import org.coinage.sparsity.SparseState;
import org.coinage.sparsity.SparseStep;
import org.coinage.sparsity.SparsityMethod;

/**
 * Meta-training under a method of sparsity: the reconstruction loss after the exact second-order
 * inner loop, of base network and modulation map. Within the stage, parameters are the method's
 * latent values and its memory lies among the constants; the last step makes them effective values
 * with exact zeros and leaves masks, which later stages keep.
 *
 * <p>Standing first, the stage learns sparse from the start; standing after meta-training, it
 * prunes and retrains. Masks of an earlier stage of this kind are dropped.
 */
public final class SparseTrainingStage implements Stage {

  /** Name of the share of entries that are not zero, among a step's metrics. */
  public static final String DENSITY = "density";

  private static final String STREAM = "sparsity";

  private final String name;
  private final LearningProblem problem;
  private final SparsityMethod method;
  private final SparsifiedParts parts;
  private final long steps;
  private final OuterStep outerStep;
  private final LearningRateSchedule schedule;
  private final boolean folding;

  /** A stage of the given number of outer steps. */
  public SparseTrainingStage(
      String name,
      LearningProblem problem,
      SparsityMethod method,
      SparsifiedParts parts,
      long steps,
      OuterStep outerStep,
      LearningRateSchedule schedule) {
    this(name, problem, method, parts, steps, outerStep, schedule, false);
  }

  private SparseTrainingStage(
      String name,
      LearningProblem problem,
      SparsityMethod method,
      SparsifiedParts parts,
      long steps,
      OuterStep outerStep,
      LearningRateSchedule schedule,
      boolean folding) {
    this.name = name;
    this.problem = problem;
    this.method = method;
    this.parts = parts;
    this.steps = steps;
    this.outerStep = outerStep;
    this.schedule = schedule;
    this.folding = folding;
  }

  /**
   * This stage, at its end folding units that have lost all inputs, and that no code moves, into
   * the next biases, and pruning what goes into units that nothing goes out of. Then fewer weights
   * are left than the method kept.
   */
  public SparseTrainingStage foldingDeadUnits() {
    return new SparseTrainingStage(name, problem, method, parts, steps, outerStep, schedule, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public TrainingState begin(TrainingState entry) {
    TrainingState fresh = LearningProblem.withFreshOptimizer(ControlStage.leave(entry));
    SparseState begun =
        method.begin(
            tensors(fresh).state(LearningProblem.outer(fresh), Map.of()),
            new OuterClock(0, steps, fresh.stream(STREAM).child("begin")));
    return written(fresh, begun, 0);
  }

  @Override
  public StepOutcome advance(TrainingState state) {
    OuterClock clock = new OuterClock(state.stageStep(), steps, state.stream(STREAM));
    SparseState entered = read(state);
    SparseStep step = new SparseStep(method, entered, clock);
    SparseState prepared = step.prepared();
    MetaBatch.BatchGradient mean =
        gradient(state, prepared, parameters(state, step.effective()), clock);
    double factor =
        method
            .learningRateFactor(prepared, clock)
            .orElseGet(() -> schedule.factor(state.stageStep(), steps));
    double scaled = factor * state.learningRateScale();
    SparseStep.Pulled pulled = step.pullback(tensors(mean.parameters()));
    Parameters gradient = parameters(state, pulled.latent());
    Map<String, Double> metrics = LearningProblem.metrics(mean, 1);
    metrics.put(StepOutcome.GRADIENT_NORM, OuterStep.norm(gradient));
    metrics.put(StepOutcome.LEARNING_RATE, scaled * outerStep.rates().base());
    if (!mean.parameters().isFinite()) {
      // Rankings have no place for NaN. The trainer sees it among the metrics and rolls back.
      metrics.put(StepOutcome.GRADIENT_NORM, Double.NaN);
      return new StepOutcome(state, metrics);
    }
    int updates = LearningProblem.outer(state).moments().updates();
    OuterStep.State from = tensors(state).outer(prepared, state.theta().layout(), updates);
    OuterStep.State moved =
        method.updatesWeights(clock) ? outerStep.apply(from, gradient, scaled) : from;
    SparseState after = step.after(tensors(state).state(moved, prepared.memory()), pulled);
    boolean last = clock.step() == steps - 1;
    TrainingState next =
        written(state, last ? method.finish(after) : after, moved.moments().updates());
    metrics.put(DENSITY, method.support(after).density());
    return new StepOutcome(
        last && folding ? new UnitFolding(problem.space()).fold(next) : next,
        metrics,
        method.support(prepared).equals(method.support(entered)));
  }

  private MetaBatch.BatchGradient gradient(
      TrainingState state, SparseState prepared, Parameters effective, OuterClock clock) {
    WeightSelection selection =
        method.needsPrunedGradients(clock)
            ? WeightSelection.ALL
            : new KeptMasks(method.support(prepared))
                .selection(effective, problem.space().architecture());
    return problem.gradient(state, effective, problem.reconstruction(), selection);
  }

  /** Quality of the sparse network, without noise. */
  @Override
  public Map<String, Double> validate(TrainingState state) {
    if (state.stageStep() >= steps) {
      return problem.validate(state.theta());
    }
    SparseState read = read(state);
    return problem.validate(parameters(state, SparseStep.effective(read, method.evaluation(read))));
  }

  private static Parameters parameters(TrainingState state, Map<String, double[]> values) {
    return LearnedTensors.parameters(values, state.theta().layout());
  }

  private static Map<String, double[]> tensors(Parameters parameters) {
    Map<String, double[]> tensors = new TreeMap<>();
    for (ParameterLayout.Tensor tensor : parameters.layout().tensors()) {
      tensors.put(tensor.name(), parameters.tensor(tensor.name()));
    }
    return tensors;
  }

  private LearnedTensors tensors(TrainingState state) {
    return new LearnedTensors(problem.space(), parts, state.theta().layout());
  }

  private SparseState read(TrainingState state) {
    return tensors(state).state(LearningProblem.outer(state), KeptMasks.memory(state.constants()));
  }

  private TrainingState written(TrainingState state, SparseState sparse, int updates) {
    return LearningProblem.withOuter(
            state, tensors(state).outer(sparse, state.theta().layout(), updates))
        .withConstants(KeptMasks.withMemory(state.constants(), sparse.memory()));
  }
}
