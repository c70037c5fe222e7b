package org.coinage.meta;

import java.util.EnumSet;
import java.util.Set;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.FieldPart;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/** The mean squared error of the field at the fitted code: COIN++'s outer loss. */
public final class ReconstructionObjective implements OuterObjective {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final Set<FieldPart> wanted;

  /** The reconstruction loss in a modulation space. */
  public ReconstructionObjective(FieldEngine engine, ModulationSpace space) {
    this.engine = engine;
    this.space = space;
    this.wanted = everyPart(space);
  }

  /** Weights and whatever the code modulates: all that the outer parameters reach. */
  static Set<FieldPart> everyPart(ModulationSpace space) {
    Set<FieldPart> parts = EnumSet.of(FieldPart.WEIGHTS);
    parts.addAll(space.modulated());
    return Set.copyOf(parts);
  }

  @Override
  public Value at(
      Parameters theta, double[] code, Signal signal, SeedTree random, Parameters gradient) {
    LossGradient at =
        engine.gradient(space.architecture(), space.apply(theta, code), signal, wanted);
    space.pullbackParameters(theta, code, at.gradient(), 1, gradient);
    return new Value(at.loss(), at.loss(), 0, space.pullbackCode(theta, code, at.gradient()));
  }
}
