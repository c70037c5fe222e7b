package org.coinage.training;

import java.util.Map;
import org.coinage.field.ParameterLayout;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.OuterStep;

/**
 * Meta-training as in COIN++: the reconstruction loss after the inner loop, minimised over base
 * network, modulation map and, where learned, step sizes.
 */
public final class MetaTrainingStage implements Stage {

  private final String name;
  private final LearningProblem problem;
  private final long steps;
  private final OuterStep outerStep;
  private final LearningRateSchedule schedule;

  /** A stage of the given number of outer steps. */
  public MetaTrainingStage(
      String name,
      LearningProblem problem,
      long steps,
      OuterStep outerStep,
      LearningRateSchedule schedule) {
    this.name = name;
    this.problem = problem;
    this.steps = steps;
    this.outerStep = outerStep;
    this.schedule = schedule;
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
  public ParameterLayout layout(ParameterLayout previous) {
    return previous;
  }

  @Override
  public TrainingState begin(TrainingState previous) {
    return LearningProblem.withFreshOptimizer(previous);
  }

  @Override
  public StepOutcome advance(TrainingState state) {
    return problem.step(
        state, problem.reconstruction(), outerStep, schedule.factor(state.stageStep(), steps));
  }

  @Override
  public Map<String, Double> validate(TrainingState state) {
    return problem.validate(state.theta());
  }
}
