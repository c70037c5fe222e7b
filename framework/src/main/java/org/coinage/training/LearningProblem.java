package org.coinage.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.field.WeightSelection;
import org.coinage.fitting.InnerGates;
import org.coinage.fitting.InnerLoop;
import org.coinage.fitting.InnerTrace;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.meta.AdamOptimizer.Moments;
import org.coinage.meta.MetaBatch;
import org.coinage.meta.MetaGradient;
import org.coinage.meta.MetaOrder;
import org.coinage.meta.OuterObjective;
import org.coinage.meta.OuterStep;
import org.coinage.meta.ReconstructionObjective;
import org.coinage.meta.SignalStream;
import org.coinage.meta.SparseCodeObjective;
import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * What is learned, on what and with what: shared by the stages of a recipe.
 *
 * @param engine computes gradients; closed by the caller
 * @param space maps codes to fields
 * @param stepSizes of the inner loop
 * @param order of the meta-gradient
 * @param threads work on different signals; closed by the caller
 * @param stream training signals of each step
 * @param validation held-out signals, with encoded coordinates; may be empty
 */
public record LearningProblem(
    FieldEngine engine,
    ModulationSpace space,
    StepSizes stepSizes,
    MetaOrder order,
    OrderedMap threads,
    SignalStream stream,
    List<Signal> validation) {

  private static final String UPDATES = "adam.updates";
  private static final String FIRST = "adam.first";
  private static final String SECOND = "adam.second";

  /** Copies the list. */
  public LearningProblem {
    Objects.requireNonNull(engine, "engine");
    validation = List.copyOf(validation);
  }

  /** What the outer loop minimises before rates count: the error, and the price of open gates. */
  OuterObjective reconstruction() {
    return space instanceof GatedCodes gated
        ? new SparseCodeObjective(
            gated, stepSizes.settings().gates().map(InnerGates::price).orElse(0.0))
        : new ReconstructionObjective(space);
  }

  /**
   * Takes one outer step on an objective, at a factor on the learning rates. Weights that an
   * earlier stage pruned stay zero.
   */
  StepOutcome step(
      TrainingState state, OuterObjective objective, OuterStep outerStep, double factor) {
    KeptMasks masks = KeptMasks.in(state.constants());
    List<Signal> batch = stream.batch(state.step());
    MetaBatch.BatchGradient mean =
        gradient(
            state,
            batch,
            state.theta(),
            objective,
            masks.selection(state.theta(), space.architecture()));
    double scaled = factor * state.learningRateScale();
    Parameters gradient = masks.applyTo(mean.parameters());
    OuterStep.State next = masks.applyTo(outerStep.apply(outer(state), gradient, scaled));
    Map<String, Double> metrics = metrics(mean, batch.get(0).points());
    metrics.put(StepOutcome.GRADIENT_NORM, OuterStep.norm(gradient));
    metrics.put(StepOutcome.LEARNING_RATE, scaled * outerStep.rates().base());
    return new StepOutcome(withOuter(state, next), metrics);
  }

  /** The mean meta-gradient of a step on chosen weights, at parameters other than the state's. */
  MetaBatch.BatchGradient gradient(
      TrainingState state, Parameters theta, OuterObjective objective, WeightSelection selection) {
    return gradient(state, stream.batch(state.step()), theta, objective, selection);
  }

  private MetaBatch.BatchGradient gradient(
      TrainingState state,
      List<Signal> batch,
      Parameters theta,
      OuterObjective objective,
      WeightSelection selection) {
    MetaGradient metaGradient =
        new MetaGradient(engine, space, stepSizes, objective, order, selection);
    return new MetaBatch(metaGradient, threads).of(theta, batch, state.stream("signals"));
  }

  /** What a step tells of its batch, in the order to show it. */
  static Map<String, Double> metrics(MetaBatch.BatchGradient mean, int points) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(StepOutcome.LOSS, mean.objective());
    metrics.put("distortion", mean.distortion());
    metrics.put(StepOutcome.PSNR, mean.psnr());
    if (mean.bits() > 0) {
      metrics.put("bits_per_point", mean.bits() / points);
    }
    return metrics;
  }

  /** Codes of signals after the inner loop's training steps, in order. */
  List<double[]> codes(Parameters theta, List<Signal> signals) {
    InnerLoop loop = new InnerLoop(engine.forgetful(), space, stepSizes);
    return threads.map(
        signals.size(), i -> loop.run(theta, signals.get(i), stepSizes.settings().steps()).code());
  }

  /** Mean loss and PSNR over the validation signals after the inner loop's training steps. */
  Map<String, Double> validate(Parameters theta) {
    if (validation.isEmpty()) {
      return Map.of();
    }
    InnerLoop loop = new InnerLoop(engine.forgetful(), space, stepSizes);
    int steps = stepSizes.settings().steps();
    List<Double> losses =
        new ArrayList<>(
            threads.map(
                validation.size(),
                i -> {
                  InnerTrace trace = loop.run(theta, validation.get(i), steps + 1);
                  return trace.losses()[steps];
                }));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(
        StepOutcome.LOSS, losses.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    metrics.put(
        StepOutcome.PSNR,
        losses.stream().mapToDouble(loss -> -10 * Math.log10(loss)).average().orElseThrow());
    return metrics;
  }

  /**
   * Mean objective, distortion, PSNR and bits per point over the validation signals, at their codes
   * after the inner loop's training steps.
   */
  Map<String, Double> validate(TrainingState state, OuterObjective objective) {
    if (validation.isEmpty()) {
      return Map.of();
    }
    List<double[]> codes = codes(state.theta(), validation);
    FieldEngine forgetful = engine.forgetful();
    List<OuterObjective.Cost> costs =
        threads.map(
            validation.size(),
            i ->
                objective.cost(
                    forgetful,
                    state.theta(),
                    codes.get(i),
                    validation.get(i),
                    state.stream("validation").child(i)));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(StepOutcome.LOSS, mean(costs, OuterObjective.Cost::objective));
    metrics.put("distortion", mean(costs, OuterObjective.Cost::distortion));
    metrics.put(StepOutcome.PSNR, mean(costs, cost -> -10 * Math.log10(cost.distortion())));
    metrics.put(
        "bits_per_point", mean(costs, OuterObjective.Cost::bits) / validation.get(0).points());
    return metrics;
  }

  private static double mean(
      List<OuterObjective.Cost> costs, ToDoubleFunction<OuterObjective.Cost> of) {
    return costs.stream().mapToDouble(of).average().orElseThrow();
  }

  /** A state whose optimizer has not made an update. */
  static TrainingState withFreshOptimizer(TrainingState state) {
    return state.withOptimizer(optimizer(Moments.zero(state.theta().layout().size())));
  }

  /** Parameters and moments of a state. */
  static OuterStep.State outer(TrainingState state) {
    Map<String, double[]> optimizer = state.optimizer();
    return new OuterStep.State(
        state.theta(),
        new Moments((int) optimizer.get(UPDATES)[0], optimizer.get(FIRST), optimizer.get(SECOND)));
  }

  /** A state with other parameters and moments. */
  static TrainingState withOuter(TrainingState state, OuterStep.State outer) {
    return state.withTheta(outer.theta()).withOptimizer(optimizer(outer.moments()));
  }

  private static Map<String, double[]> optimizer(Moments moments) {
    return Map.of(
        UPDATES, new double[] {moments.updates()},
        FIRST, moments.first(),
        SECOND, moments.second());
  }
}
