package org.coinage.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;

/**
 * A small stage in which everything a state holds matters: least squares on freshly drawn samples
 * with Adam's moments, a step count, a schedule over the stage, the learning-rate scale and a
 * frozen constant. {@code widening} adds a tensor at the entry, as retraining with quantizers does.
 *
 * @param poison spoils a step; {@link #NONE} leaves all as they are
 */
record NoisyRegression(String name, long steps, boolean widening, Poison poison) implements Stage {

  /** Changes the outcome of a step. */
  @FunctionalInterface
  interface Poison {
    StepOutcome spoil(TrainingState before, StepOutcome outcome);
  }

  static final Poison NONE = (before, outcome) -> outcome;

  /** NaN at a step, until the learning rate was lowered. */
  static Poison nanAt(long step) {
    return (before, outcome) ->
        before.step() + 1 == step && before.learningRateScale() == 1
            ? new StepOutcome(outcome.state(), Map.of(StepOutcome.LOSS, Double.NaN))
            : outcome;
  }

  private static final int SIZE = 5;
  private static final ParameterLayout.Tensor EXTRA = ParameterLayout.tensor("extra", 2);

  NoisyRegression(String name, long steps) {
    this(name, steps, false, NONE);
  }

  static TrainingState initial(long seed) {
    ParameterLayout layout =
        new ParameterLayout(
            List.of(ParameterLayout.tensor("weight", SIZE - 1), ParameterLayout.tensor("bias", 1)));
    return TrainingState.initial(seed, Parameters.zeros(layout));
  }

  @Override
  public ParameterLayout layout(ParameterLayout previous) {
    return widening ? previous.plus(List.of(EXTRA)) : previous;
  }

  @Override
  public TrainingState begin(TrainingState previous) {
    Parameters theta = previous.theta().widen(layout(previous.theta().layout()));
    int size = theta.layout().size();
    double[] offset = {previous.stream("offset").generator().nextGaussian()};
    return previous
        .withTheta(theta)
        .withOptimizer(Map.of("m", new double[size], "v", new double[size], "count", new double[1]))
        .withConstants(Map.of(name + ".offset", offset));
  }

  @Override
  public StepOutcome advance(TrainingState state) {
    double[] theta = state.theta().flatten();
    double[] m = state.optimizer().get("m").clone();
    double[] v = state.optimizer().get("v").clone();
    double count = state.optimizer().get("count")[0] + 1;
    RandomGenerator samples = state.stream("samples").generator();
    double[] x = new double[theta.length];
    double prediction = 0;
    double target = state.constants().get(name + ".offset")[0];
    for (int i = 0; i < x.length; i++) {
      x[i] = samples.nextGaussian();
      prediction += theta[i] * x[i];
      target += (i + 1) * x[i];
    }
    double error = prediction - target + 0.1 * samples.nextGaussian();
    double rate =
        state.learningRateScale()
            * 0.05
            * (1 + StrictMath.cos(StrictMath.PI * state.stageStep() / steps));
    double norm = 0;
    for (int i = 0; i < theta.length; i++) {
      double gradient = 2 * error * x[i];
      norm += gradient * gradient;
      m[i] = 0.9 * m[i] + 0.1 * gradient;
      v[i] = 0.99 * v[i] + 0.01 * gradient * gradient;
      double unbiased = m[i] / (1 - StrictMath.pow(0.9, count));
      theta[i] -= rate * unbiased / (StrictMath.sqrt(v[i]) + 1e-8);
    }
    TrainingState next =
        state
            .withTheta(Parameters.ofFlat(state.theta().layout(), theta))
            .withOptimizer(Map.of("m", m, "v", v, "count", new double[] {count}));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(StepOutcome.LOSS, error * error);
    metrics.put(StepOutcome.GRADIENT_NORM, StrictMath.sqrt(norm));
    metrics.put(StepOutcome.LEARNING_RATE, rate);
    return poison.spoil(state, new StepOutcome(next, metrics));
  }

  @Override
  public Map<String, Double> validate(TrainingState state) {
    double distance = 0;
    double[] theta = state.theta().flatten();
    for (int i = 0; i < theta.length; i++) {
      distance += (theta[i] - i - 1) * (theta[i] - i - 1);
    }
    return Map.of(StepOutcome.LOSS, distance);
  }
}
