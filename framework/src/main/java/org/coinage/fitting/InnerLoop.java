package org.coinage.fitting;

import java.util.ArrayList;
import java.util.List;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * Fits a code to a signal by a few gradient steps from zero (MAML's inner loop; COIN++, Dupont et
 * al. 2022, sec. 2.2): {@code z_{k+1} = z_k - alpha_k (.) dl/dz(theta, z_k)}.
 *
 * <p>Stateless and as thread-safe as its engine.
 */
public final class InnerLoop {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final StepSizes stepSizes;

  /** An inner loop over codes of the given space. */
  public InnerLoop(FieldEngine engine, ModulationSpace space, StepSizes stepSizes) {
    this.engine = engine;
    this.space = space;
    this.stepSizes = stepSizes;
  }

  /**
   * Takes the given number of steps from the zero code.
   *
   * @param theta outer parameters
   * @param signal with encoded coordinates
   */
  public InnerTrace run(Parameters theta, Signal signal, int steps) {
    return run(theta, signal, steps, new double[space.codeDim()]);
  }

  /** The same from another code, which becomes the trace's. */
  public InnerTrace run(Parameters theta, Signal signal, int steps, double[] start) {
    double[][] codes = new double[steps + 1][];
    List<FieldTensors> fields = new ArrayList<>(steps);
    double[][] gradients = new double[steps][];
    double[] losses = new double[steps];
    codes[0] = start;
    for (int k = 0; k < steps; k++) {
      fields.add(space.apply(theta, codes[k]));
      LossGradient at =
          engine.gradient(space.architecture(), fields.get(k), signal, space.modulated());
      losses[k] = at.loss();
      gradients[k] = space.pullbackCode(theta, codes[k], at.gradient());
      double[] sizes = stepSizes.at(theta, k);
      double[] next = codes[k].clone();
      for (int i = 0; i < next.length; i++) {
        next[i] -= sizes[i] * gradients[k][i];
      }
      codes[k + 1] = next;
    }
    return new InnerTrace(codes, fields, gradients, losses);
  }
}
