package org.coinage.meta;

import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.GatedCodes;
import org.coinage.signal.Signal;

/**
 * The reconstruction loss of a gated code plus the price of its gates: {@code MSE + price / d sum_i
 * P(gate_i open)}, the probability at the log alpha that the signal's inner steps have moved to
 * (MSCN: Schwarz and Teh 2022, eq. 8). Thread-safe.
 */
public final class SparseCodeObjective implements OuterObjective {

  private final GatedCodes space;
  private final ReconstructionObjective reconstruction;
  private final double price;

  /**
   * The objective at a price.
   *
   * @param price loss of a code all of whose gates are open
   */
  public SparseCodeObjective(GatedCodes space, double price) {
    this.space = space;
    this.reconstruction = new ReconstructionObjective(space);
    this.price = price;
  }

  @Override
  public Value at(
      Parameters theta, double[] code, Signal signal, SeedTree random, OuterGradient gradient) {
    Value loss = reconstruction.at(theta, code, signal, random, gradient);
    double[] slope = space.openSlope(theta, code);
    double[] codeGradient = loss.codeGradient().clone();
    double[] gates = gradient.parameters().tensor(GatedCodes.TENSOR);
    for (int i = 0; i < slope.length; i++) {
      codeGradient[space.entries() + i] += price * slope[i];
      gates[i] += price * slope[i];
    }
    return new Value(
        loss.objective() + price * space.open(theta, code), loss.distortion(), 0, codeGradient);
  }

  @Override
  public Cost cost(
      FieldEngine engine, Parameters theta, double[] code, Signal signal, SeedTree random) {
    Cost loss = reconstruction.cost(engine, theta, code, signal, random);
    return new Cost(
        loss.objective() + price * space.open(theta, code), loss.distortion(), loss.bits());
  }
}
