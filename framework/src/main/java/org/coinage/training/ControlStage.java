package org.coinage.training;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;

/**
 * The control of an experiment on retraining: as many further steps without quantization, from the
 * same start. It stands before the stage it is the control of, remembers where it started, and
 * hands that start on; its own result stays among the constants of the state.
 *
 * <p>Without it, retraining would be credited with what the extra steps alone give (0.45 dB in the
 * prototype).
 */
public final class ControlStage implements Stage {

  private static final String START = "control.start";
  private static final String RESULT = "control.result";

  private final Stage further;

  /** A control that takes the steps of the given stage, whose tensors are those before it. */
  public ControlStage(Stage further) {
    this.further = further;
  }

  @Override
  public String name() {
    return further.name();
  }

  @Override
  public long steps() {
    return further.steps();
  }

  @Override
  public ParameterLayout layout(ParameterLayout previous) {
    return further.layout(previous);
  }

  @Override
  public TrainingState begin(TrainingState previous) {
    Map<String, double[]> constants = new TreeMap<>(previous.constants());
    constants.put(START, previous.theta().flatten());
    return further.begin(previous.withConstants(constants));
  }

  @Override
  public StepOutcome advance(TrainingState state) {
    return further.advance(state);
  }

  @Override
  public Map<String, Double> validate(TrainingState state) {
    return further.validate(state);
  }

  /**
   * The state a stage after a control starts from: the control's own start, its result put aside. A
   * state without a control is returned as it is.
   */
  static TrainingState leave(TrainingState state) {
    double[] start = state.constants().get(START);
    if (start == null) {
      return state;
    }
    Map<String, double[]> constants = new TreeMap<>(state.constants());
    constants.remove(START);
    constants.put(RESULT, state.theta().flatten());
    return state
        .withTheta(Parameters.ofFlat(state.theta().layout(), start))
        .withConstants(constants);
  }

  /** What the control arrived at, in the layout it was trained in, if there was one. */
  public static Optional<Parameters> result(TrainingState state, ParameterLayout layout) {
    return Optional.ofNullable(state.constants().get(RESULT))
        .map(flat -> Parameters.ofFlat(layout, flat));
  }
}
