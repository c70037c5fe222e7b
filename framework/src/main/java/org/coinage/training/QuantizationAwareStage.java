package org.coinage.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.fitting.CodeMetric;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.OuterStep;
import org.coinage.meta.QuantizerTensors;
import org.coinage.meta.RateDistortionObjective;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.Rounding;
import org.coinage.quantization.Whitening;
import org.coinage.signal.Signal;

/**
 * Retraining with quantization in the loop, the last stage: base network, modulation map and a
 * quantizer in whitened code space learn together to minimise distortion at the rounded code plus
 * rate, through the exact second-order inner loop.
 *
 * <p>The whitening is fitted once, at entry, on training codes, and frozen: letting it move gains
 * nothing and a raw latent basis costs 44 % of rate (measured by the prototype this recipe
 * follows).
 */
public final class QuantizationAwareStage implements Stage {

  private static final String FORWARD = "whitening.forward";
  private static final String INVERSE = "whitening.inverse";
  private static final String MEAN = "whitening.mean";

  private final String name;
  private final LearningProblem problem;
  private final QuantizationAwareSettings settings;
  private final OuterStep outerStep;
  private final LearningRateSchedule schedule;
  private final List<Signal> calibration;
  private final CodeMetric metric;

  /**
   * A stage.
   *
   * @param calibration training signals, with encoded coordinates, on whose codes the whitening is
   *     fitted; at least 2, better 256
   * @throws IllegalArgumentException if the space moves all weights: such codes have no metric
   */
  public QuantizationAwareStage(
      String name,
      LearningProblem problem,
      QuantizationAwareSettings settings,
      OuterStep outerStep,
      LearningRateSchedule schedule,
      List<Signal> calibration) {
    this.name = name;
    this.problem = problem;
    this.settings = settings;
    this.outerStep = outerStep;
    this.schedule = schedule;
    this.calibration = List.copyOf(calibration);
    this.metric = new CodeMetric(problem.engine(), problem.space());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long steps() {
    return settings.steps();
  }

  @Override
  public ParameterLayout layout(ParameterLayout previous) {
    return previous.plus(QuantizerTensors.of(problem.space().codeDim()));
  }

  @Override
  public TrainingState begin(TrainingState entry) {
    TrainingState previous = ControlStage.leave(entry);
    List<double[]> codes = problem.codes(previous.theta(), calibration);
    double[][] table = codes.toArray(double[][]::new);
    Whitening whitening =
        Whitening.fit(table, metric.mean(previous.theta(), calibration, codes, problem.threads()));
    Parameters theta = previous.theta().widen(layout(previous.theta().layout()));
    double step =
        settings.initialStep()
            * LearnedQuantizer.highResolutionStep(
                settings.lambda(), problem.space().architecture().channels());
    QuantizerTensors.write(LearnedQuantizer.initial(whitening, table, step), theta);
    Map<String, double[]> constants = new TreeMap<>(previous.constants());
    constants.put(FORWARD, flatten(whitening.forwardMatrix()));
    constants.put(INVERSE, flatten(whitening.inverseMatrix()));
    constants.put(MEAN, whitening.mean());
    return LearningProblem.withFreshOptimizer(previous.withTheta(theta).withConstants(constants));
  }

  @Override
  public StepOutcome advance(TrainingState state) {
    boolean noise = state.stageStep() < settings.noiseFraction() * settings.steps();
    return problem.step(
        state,
        objective(state, noise ? Rounding.NOISE : Rounding.STRAIGHT_THROUGH),
        outerStep,
        schedule.factor(state.stageStep(), settings.steps()));
  }

  private RateDistortionObjective objective(TrainingState state, Rounding rounding) {
    return new RateDistortionObjective(
        problem.space(), whitening(state), settings.lambda(), rounding);
  }

  /** Rate and distortion of rounded codes, which is what coins will have. */
  @Override
  public Map<String, Double> validate(TrainingState state) {
    return problem.validate(state, objective(state, Rounding.STRAIGHT_THROUGH));
  }

  /** The quantizer a state has learned. */
  public static LearnedQuantizer quantizer(TrainingState state) {
    return QuantizerTensors.read(whitening(state), state.theta());
  }

  private static Whitening whitening(TrainingState state) {
    Map<String, double[]> constants = state.constants();
    double[] mean = constants.get(MEAN);
    return Whitening.of(
        square(constants.get(FORWARD), mean.length),
        square(constants.get(INVERSE), mean.length),
        mean);
  }

  private static double[] flatten(double[][] rows) {
    int n = rows.length;
    double[] flat = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], 0, flat, i * n, n);
    }
    return flat;
  }

  private static double[][] square(double[] flat, int n) {
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(flat, i * n, rows[i], 0, n);
    }
    return rows;
  }
}
