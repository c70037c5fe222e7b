package org.coinage.meta;

import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Signal;

/**
 * What the outer loop minimises, as a function F of the outer parameters and one signal's fitted
 * code: the reconstruction loss, or distortion and rate of the quantized code.
 *
 * <p>Thread-safe.
 */
public interface OuterObjective {

  /**
   * Evaluates F at a fitted code.
   *
   * @param theta outer parameters
   * @param code z_K, not modified
   * @param signal with encoded coordinates
   * @param random stream of this step and signal, for objectives that draw noise
   * @param gradient receives dF/dtheta at fixed code, added
   */
  Value at(Parameters theta, double[] code, Signal signal, SeedTree random, OuterGradient gradient);

  /**
   * F alone, at the cost of an evaluation of the field.
   *
   * @param engine evaluates the field
   * @param theta outer parameters
   * @param code z_K, not modified
   * @param signal with encoded coordinates
   * @param random stream of this step and signal, for objectives that draw noise
   */
  Cost cost(FieldEngine engine, Parameters theta, double[] code, Signal signal, SeedTree random);

  /**
   * F and its parts.
   *
   * @param objective F
   * @param distortion mean squared error over points and channels
   * @param bits estimated bits of the code; 0 where the objective has no rate
   */
  record Cost(double objective, double distortion, double bits) {}

  /**
   * F, its parts and its derivative.
   *
   * @param objective F
   * @param distortion mean squared error over points and channels
   * @param bits estimated bits of the code; 0 where the objective has no rate
   * @param codeGradient dF/dz
   */
  record Value(double objective, double distortion, double bits, double[] codeGradient) {}
}
