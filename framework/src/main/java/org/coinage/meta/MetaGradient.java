package org.coinage.meta;

import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.TangentGradient;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.Parameters;
import org.coinage.field.WeightSelection;
import org.coinage.fitting.InnerLoop;
import org.coinage.fitting.InnerTrace;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * Gradient of the outer objective through the inner loop of one signal, exact to second order
 * without a tape (design, section 4):
 *
 * <pre>
 *   lambda = dF/dz(z_K);  G = dF/dtheta(z_K)
 *   for k = K-1 .. 0:
 *     (hz, htheta) = derivative along -alpha (.) lambda of (dl/dz, dl/dtheta) at z_k
 *     dalpha -= lambda (.) g_k;  G += htheta;  lambda += hz
 * </pre>
 *
 * <p>so that all that weights get goes into one sum. Keeps z_0..z_K only. First order treats the
 * inner gradients as constants. Thread-safe.
 */
public final class MetaGradient {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final InnerLoop innerLoop;
  private final StepSizes stepSizes;
  private final OuterObjective objective;
  private final MetaOrder order;
  private final WeightSelection selection;

  /** The meta-gradient of an objective in a modulation space, with respect to all weights. */
  public MetaGradient(
      FieldEngine engine,
      ModulationSpace space,
      StepSizes stepSizes,
      OuterObjective objective,
      MetaOrder order) {
    this(engine, space, stepSizes, objective, order, WeightSelection.ALL);
  }

  /**
   * The meta-gradient of an objective in a modulation space.
   *
   * @param selection weights of the base network whose gradient is formed, in spaces that share
   *     them among signals; of the others it is 0
   */
  public MetaGradient(
      FieldEngine engine,
      ModulationSpace space,
      StepSizes stepSizes,
      OuterObjective objective,
      MetaOrder order,
      WeightSelection selection) {
    this.engine = engine;
    this.space = space;
    this.innerLoop =
        new InnerLoop(order == MetaOrder.SECOND ? engine : engine.forgetful(), space, stepSizes);
    this.stepSizes = stepSizes;
    this.objective = objective;
    this.order = order;
    this.selection = selection;
  }

  /**
   * The gradient for one signal.
   *
   * @param theta outer parameters; their layout is the gradient's
   * @param signal with encoded coordinates
   * @param random stream of this step and signal
   */
  public SignalGradient of(Parameters theta, Signal signal, SeedTree random) {
    return of(theta, signal, random, new ParameterGradient(theta.layout()));
  }

  /**
   * The same in memory of the caller's.
   *
   * @param gradient all zeros; becomes the parameters of the result
   */
  SignalGradient of(Parameters theta, Signal signal, SeedTree random, ParameterGradient gradient) {
    InnerTrace trace =
        innerLoop.run(theta, signal, stepSizes.settings().steps(), space.start(random));
    FieldTensors psi = space.apply(theta, trace.code());
    OuterGradient outer = OuterGradient.of(engine, space, selection, psi, gradient);
    OuterObjective.Value value = objective.at(theta, trace.code(), signal, random, outer);
    double[] lambda = value.codeGradient().clone();
    for (int k = trace.steps() - 1; k >= 0; k--) {
      double[] sizes = stepSizes.at(theta, k);
      stepSizes.accumulate(k, product(-1, lambda, trace.gradients()[k]), gradient);
      if (order == MetaOrder.SECOND) {
        double[] hz = curvature(theta, trace, k, product(-1, sizes, lambda), signal, outer);
        for (int i = 0; i < lambda.length; i++) {
          lambda[i] += hz[i];
        }
      }
    }
    outer.finish();
    return new SignalGradient(value, trace.code(), lambda, gradient);
  }

  /** Adds {@code H_{theta z} v} to the gradient and returns {@code H_{zz} v}. */
  private double[] curvature(
      Parameters theta,
      InnerTrace trace,
      int step,
      double[] v,
      Signal signal,
      OuterGradient outer) {
    double[] code = trace.codes()[step];
    FieldTensors direction = space.pushforward(theta, code, v);
    TangentGradient tangent = outer.tangentGradient(trace.fields().get(step), direction, signal);
    space.tangentPullbackParameters(
        theta, code, v, tangent.gradient(), tangent.derivative(), 1, outer.parameters());
    return space.tangentPullbackCode(theta, code, v, tangent.gradient(), tangent.derivative());
  }

  private static double[] product(double factor, double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = factor * a[i] * b[i];
    }
    return result;
  }

  /**
   * The meta-gradient of one signal.
   *
   * @param value the objective at the fitted code
   * @param code z_K
   * @param initialCodeGradient dF/dz_0
   * @param parameters dF/dtheta through the inner loop
   */
  public record SignalGradient(
      OuterObjective.Value value,
      double[] code,
      double[] initialCodeGradient,
      ParameterGradient parameters) {}
}
