package org.coinage.meta;

import java.util.Set;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.TangentGradient;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
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
 *     (hz, htheta) = derivative along alpha (.) lambda of (dl/dz, dl/dtheta) at z_k
 *     dalpha -= lambda (.) g_k;  G -= htheta;  lambda -= hz
 * </pre>
 *
 * <p>Keeps z_0..z_K only. First order treats the inner gradients as constants. Thread-safe.
 */
public final class MetaGradient {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final InnerLoop innerLoop;
  private final StepSizes stepSizes;
  private final OuterObjective objective;
  private final MetaOrder order;
  private final Set<FieldPart> wanted;

  /** The meta-gradient of an objective in a modulation space. */
  public MetaGradient(
      FieldEngine engine,
      ModulationSpace space,
      StepSizes stepSizes,
      OuterObjective objective,
      MetaOrder order) {
    this.engine = engine;
    this.space = space;
    this.innerLoop = new InnerLoop(engine, space, stepSizes);
    this.stepSizes = stepSizes;
    this.objective = objective;
    this.order = order;
    this.wanted = ReconstructionObjective.everyPart(space);
  }

  /**
   * The gradient for one signal.
   *
   * @param theta outer parameters; their layout is the gradient's
   * @param signal with encoded coordinates
   * @param random stream of this step and signal
   */
  public SignalGradient of(Parameters theta, Signal signal, SeedTree random) {
    InnerTrace trace = innerLoop.run(theta, signal, stepSizes.settings().steps());
    Parameters gradient = Parameters.zeros(theta.layout());
    OuterObjective.Value value = objective.at(theta, trace.code(), signal, random, gradient);
    double[] lambda = value.codeGradient().clone();
    for (int k = trace.steps() - 1; k >= 0; k--) {
      double[] sizes = stepSizes.at(theta, k);
      stepSizes.accumulate(k, product(-1, lambda, trace.gradients()[k]), gradient);
      if (order == MetaOrder.SECOND) {
        double[] hz = curvature(theta, trace, k, product(1, sizes, lambda), signal, gradient);
        for (int i = 0; i < lambda.length; i++) {
          lambda[i] -= hz[i];
        }
      }
    }
    return new SignalGradient(value, trace.code(), lambda, gradient);
  }

  /** Subtracts {@code H_{theta z} v} from the gradient and returns {@code H_{zz} v}. */
  private double[] curvature(
      Parameters theta,
      InnerTrace trace,
      int step,
      double[] v,
      Signal signal,
      Parameters gradient) {
    double[] code = trace.codes()[step];
    FieldTensors psi = trace.fields().get(step);
    FieldTensors direction = space.pushforward(theta, code, v);
    TangentGradient tangent =
        engine.tangentGradient(space.architecture(), psi, direction, signal, wanted);
    space.tangentPullbackParameters(
        theta, code, v, tangent.gradient(), tangent.derivative(), -1, gradient);
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
      Parameters parameters) {}
}
