package org.coinage.meta;

import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/** The mean squared error of the field at the fitted code: COIN++'s outer loss. */
public final class ReconstructionObjective implements OuterObjective {

  private final ModulationSpace space;

  /** The reconstruction loss in a modulation space. */
  public ReconstructionObjective(ModulationSpace space) {
    this.space = space;
  }

  @Override
  public Value at(
      Parameters theta, double[] code, Signal signal, SeedTree random, OuterGradient gradient) {
    LossGradient at = gradient.lossGradient(space.apply(theta, code), signal);
    space.pullbackParameters(theta, code, at.gradient(), 1, gradient.parameters());
    return new Value(at.loss(), at.loss(), 0, space.pullbackCode(theta, code, at.gradient()));
  }

  @Override
  public Cost cost(
      FieldEngine engine, Parameters theta, double[] code, Signal signal, SeedTree random) {
    double loss = engine.loss(space.architecture(), space.apply(theta, code), signal);
    return new Cost(loss, loss, 0);
  }
}
