package org.coinage.field.vector;

import java.util.Set;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PanelKernels;
import org.coinage.signal.Signal;

/**
 * The four operations on panels that never leave the cache (design: "The fast engine"), in
 * binary32.
 *
 * <p>Thread-safe: each thread that calls has a memory of its own, which it keeps until it ends.
 */
public final class VectorEngine implements FieldEngine {

  private final PanelKernels kernels;
  private final ThreadLocal<Passes> passes;

  /** An engine on the given kernels. */
  public VectorEngine(PanelKernels kernels) {
    this.kernels = kernels;
    WeightsCache weights = new WeightsCache(kernels);
    this.passes = ThreadLocal.withInitial(() -> new Passes(kernels, weights));
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT;
  }

  @Override
  public double[] evaluate(SirenArchitecture architecture, FieldTensors psi, float[] coordinates) {
    int points = Passes.requirePoints(architecture, coordinates);
    return passes.get().aside(architecture, psi, points, false).evaluate(coordinates);
  }

  @Override
  public LossGradient gradient(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted) {
    FieldPass pass =
        passes
            .get()
            .at(
                architecture,
                psi,
                signal,
                wanted.contains(FieldPart.SCALES),
                wanted.contains(FieldPart.WEIGHTS));
    return new LossGradient(pass.loss(), pass.sums().toTensors(wanted, pass.biases()));
  }

  @Override
  public TangentGradient tangentGradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      FieldTensors direction,
      Signal signal,
      Set<FieldPart> wanted) {
    direction.requireDirectionIn(architecture);
    boolean scales = direction.hasScales() || wanted.contains(FieldPart.SCALES);
    FieldPass pass = passes.get().at(architecture, psi, signal, scales, false);
    PackedWeights weightsDot =
        direction.hasWeights()
            ? new PackedWeights(kernels, architecture, direction.weights(), pass.layout().scaled())
            : null;
    FieldTensors derivative =
        new TangentPass(pass, direction, weightsDot, wanted.contains(FieldPart.WEIGHTS))
            .derivative(signal, wanted);
    return new TangentGradient(
        pass.loss(), pass.sums().toTensors(FieldPart.withoutWeights(wanted), null), derivative);
  }

  @Override
  public GaussNewton gaussNewton(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted) {
    if (wanted.contains(FieldPart.WEIGHTS)) {
      throw new IllegalArgumentException(
          "a Gauss-Newton matrix over all weights is not offered; ask for scales and shifts");
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("a Gauss-Newton matrix over nothing was asked for");
    }
    Passes.requireFitting(architecture, signal);
    FieldPass pass =
        passes.get().aside(architecture, psi, signal.points(), wanted.contains(FieldPart.SCALES));
    return new GaussNewtonPass(pass, wanted).of(signal);
  }

  @Override
  public void close() {
    passes.remove();
  }
}
