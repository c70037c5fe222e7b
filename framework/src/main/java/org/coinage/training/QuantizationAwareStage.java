package org.coinage.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.OuterStep;
import org.coinage.meta.QuantizerTensors;
import org.coinage.meta.RateDistortionObjective;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.QuantizerFrame;
import org.coinage.quantization.Rounding;
import org.coinage.signal.Signal;

/**
 * Retraining with quantization in the loop, the last stage: base network, modulation map and a
 * quantizer in whitened code space learn together to minimise distortion at the rounded code plus
 * rate, through the exact second-order inner loop.
 *
 * <p>The whitening is fitted once, at entry, on training codes, and frozen: letting it move gains
 * nothing and a raw latent basis costs 44 % of rate (measured by the prototype this recipe
 * follows). Where a code moves all weights, each weight tensor and each bias has one step, centre
 * and scale ({@link CodeWhitening}), as in Struempler et al. (ECCV 2022).
 */
public final class QuantizationAwareStage implements Stage {

  private final String name;
  private final LearningProblem problem;
  private final QuantizationAwareSettings settings;
  private final OuterStep outerStep;
  private final LearningRateSchedule schedule;
  private final List<Signal> calibration;
  private final CodeWhitening whitening;

  /**
   * A stage.
   *
   * @param calibration training signals, with encoded coordinates, on whose codes the whitening is
   *     fitted; at least 2, better 256
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
    this.whitening = new CodeWhitening(problem.engine(), problem.space(), problem.threads());
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
    return previous.plus(QuantizerTensors.of(CodeWhitening.runs(problem.space()).count()));
  }

  @Override
  public TrainingState begin(TrainingState entry) {
    TrainingState previous = ControlStage.leave(entry);
    List<double[]> codes = problem.codes(previous.theta(), calibration);
    QuantizerFrame frame =
        new QuantizerFrame(
            whitening.fit(previous.theta(), calibration, codes),
            CodeWhitening.runs(problem.space()),
            settings.rate());
    Parameters theta = previous.theta().widen(layout(previous.theta().layout()));
    double step =
        settings.initialStep()
            * LearnedQuantizer.highResolutionStep(
                settings.lambda(), problem.space().architecture().channels());
    QuantizerTensors.write(
        LearnedQuantizer.initial(frame, codes.toArray(double[][]::new), step), theta);
    Map<String, double[]> constants = new TreeMap<>(previous.constants());
    FrozenFrame.put(frame, constants);
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
        problem.space(),
        FrozenFrame.of(state.constants(), problem.space()),
        settings.lambda(),
        rounding);
  }

  /** Rate and distortion of rounded codes, which is what coins will have. */
  @Override
  public Map<String, Double> validate(TrainingState state) {
    return problem.validate(state, objective(state, Rounding.STRAIGHT_THROUGH));
  }

  /** The quantizer a state has learned for the codes of a space. */
  public static LearnedQuantizer quantizer(TrainingState state, ModulationSpace space) {
    return QuantizerTensors.read(FrozenFrame.of(state.constants(), space), state.theta());
  }
}
