package org.coinage.meta;

import java.util.Set;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.FieldEngine.TangentGradient;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.ParameterGradient;
import org.coinage.field.SirenParameters;
import org.coinage.field.WeightSelection;
import org.coinage.field.WeightSum;
import org.coinage.modulation.ModulationSpace;
import org.coinage.signal.Signal;

/**
 * The gradient of one signal's outer objective with respect to the outer parameters, while it is
 * summed. Where all signals share the weights of the field, what the engine finds for them stays
 * with the engine until the end; where the code makes the weights, it goes through the modulation
 * space as everything else does. Not thread-safe.
 */
public final class OuterGradient {

  private final FieldEngine engine;
  private final ModulationSpace space;
  private final Set<FieldPart> wanted;
  private final WeightSum weights;
  private final ParameterGradient parameters;

  private OuterGradient(
      FieldEngine engine, ModulationSpace space, WeightSum weights, ParameterGradient parameters) {
    this.engine = engine;
    this.space = space;
    this.weights = weights;
    this.wanted =
        weights == null
            ? FieldPart.withWeights(space.modulated())
            : FieldPart.withoutWeights(space.modulated());
    this.parameters = parameters;
  }

  /**
   * An empty gradient.
   *
   * @param selection weights whose gradient is formed, where signals share them
   * @param psi effective parameters of the signal at any code
   * @param zeros becomes the parameters' gradient
   */
  public static OuterGradient of(
      FieldEngine engine,
      ModulationSpace space,
      WeightSelection selection,
      FieldTensors psi,
      ParameterGradient zeros) {
    boolean shared = !space.modulated().contains(FieldPart.WEIGHTS);
    return new OuterGradient(
        engine,
        space,
        shared ? engine.weightSum(space.architecture(), psi, space.modulated(), selection) : null,
        zeros);
  }

  /** All but what the engine still has. */
  public ParameterGradient parameters() {
    return parameters;
  }

  /** Loss and gradient at effective parameters, for {@link ModulationSpace#pullbackParameters}. */
  public LossGradient lossGradient(FieldTensors psi, Signal signal) {
    return weights == null
        ? engine.gradient(space.architecture(), psi, signal, wanted)
        : engine.gradient(space.architecture(), psi, signal, wanted, weights);
  }

  /** Its derivative, for {@link ModulationSpace#tangentPullbackParameters} with factor 1. */
  TangentGradient tangentGradient(FieldTensors psi, FieldTensors direction, Signal signal) {
    if (weights != null) {
      return engine.tangentGradient(space.architecture(), psi, direction, signal, wanted, weights);
    }
    TangentGradient tangent =
        engine.tangentGradient(space.architecture(), psi, direction, signal, wanted);
    return space.bendsWeights()
        ? new TangentGradient(
            tangent.loss(),
            engine.gradient(space.architecture(), psi, signal, wanted).gradient(),
            tangent.derivative())
        : tangent;
  }

  /** Adds what the engine has; nothing may be added afterwards. */
  public void finish() {
    if (weights != null) {
      SirenParameters siren = new SirenParameters(space.architecture());
      weights.addTo(1, siren.weights(parameters), siren.biases(parameters));
    }
  }
}
