package org.coinage.field.vector;

import java.util.Set;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.WeightSelection;
import org.coinage.field.WeightSum;
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
  private final WeightsCache packing;
  private final boolean keeping;

  /** An engine on the given kernels. */
  public VectorEngine(PanelKernels kernels) {
    this(
        kernels,
        ThreadLocal.withInitial(() -> new Passes(kernels)),
        new WeightsCache(kernels),
        true);
  }

  private VectorEngine(
      PanelKernels kernels, ThreadLocal<Passes> passes, WeightsCache packing, boolean keeping) {
    this.kernels = kernels;
    this.passes = passes;
    this.packing = packing;
    this.keeping = keeping;
  }

  @Override
  public FieldEngine forgetful() {
    return new VectorEngine(kernels, passes, packing, false);
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
    psi.requireParametersOf(architecture);
    PackedWeights weights = packing.of(architecture, psi.weights(), psi.hasScales());
    return passes.get().passing(architecture, psi, weights, points).evaluate(coordinates);
  }

  @Override
  public WeightSum weightSum(
      SirenArchitecture architecture,
      FieldTensors psi,
      Set<FieldPart> wanted,
      WeightSelection selection) {
    psi.requireParametersOf(architecture);
    boolean scaled = psi.hasScales() || wanted.contains(FieldPart.SCALES);
    return passes
        .get()
        .emptySum(architecture, packing.of(architecture, psi.weights(), scaled), selection);
  }

  @Override
  public LossGradient gradient(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted) {
    PackedWeights weights = packed(architecture, psi, signal, wanted.contains(FieldPart.SCALES));
    PanelWeightSum sum =
        wanted.contains(FieldPart.WEIGHTS)
            ? new PanelWeightSum(architecture, weights, WeightSelection.ALL)
            : null;
    FieldPass pass =
        !keeping
            ? passing(architecture, psi, weights, signal, sum)
            : passes.get().keeping(architecture, psi, weights, signal, sum);
    return new LossGradient(pass.loss(), tensors(wanted, sum, pass.sums()));
  }

  @Override
  public LossGradient gradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      Signal signal,
      Set<FieldPart> wanted,
      WeightSum sum) {
    PackedWeights weights = packed(architecture, psi, signal, wanted.contains(FieldPart.SCALES));
    FieldPass pass = passing(architecture, psi, weights, signal, own(sum, weights));
    return new LossGradient(pass.loss(), tensors(wanted, null, pass.sums()));
  }

  private FieldPass passing(
      SirenArchitecture architecture,
      FieldTensors psi,
      PackedWeights weights,
      Signal signal,
      PanelWeightSum sum) {
    return passes.get().passing(architecture, psi, weights, signal.points()).learn(signal, sum);
  }

  @Override
  public TangentGradient tangentGradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      FieldTensors direction,
      Signal signal,
      Set<FieldPart> wanted) {
    boolean scales = direction.hasScales() || wanted.contains(FieldPart.SCALES);
    PackedWeights weights = packed(architecture, psi, signal, scales);
    PanelWeightSum sum =
        wanted.contains(FieldPart.WEIGHTS)
            ? new PanelWeightSum(architecture, weights, WeightSelection.ALL)
            : null;
    return tangent(architecture, psi, weights, direction, signal, wanted, sum, sum);
  }

  @Override
  public TangentGradient tangentGradient(
      SirenArchitecture architecture,
      FieldTensors psi,
      FieldTensors direction,
      Signal signal,
      Set<FieldPart> wanted,
      WeightSum sum) {
    boolean scales = direction.hasScales() || wanted.contains(FieldPart.SCALES);
    PackedWeights weights = packed(architecture, psi, signal, scales);
    return tangent(architecture, psi, weights, direction, signal, wanted, own(sum, weights), null);
  }

  private TangentGradient tangent(
      SirenArchitecture architecture,
      FieldTensors psi,
      PackedWeights weights,
      FieldTensors direction,
      Signal signal,
      Set<FieldPart> wanted,
      PanelWeightSum sum,
      PanelWeightSum returned) {
    direction.requireDirectionIn(architecture);
    FieldPass pass = passes.get().again(architecture, psi, weights, signal);
    PackedWeights weightsDot =
        direction.hasWeights()
            ? new PackedWeights(
                weights.order(), architecture, direction.weights(), weights.scaled())
            : null;
    FeatureSums derivative =
        new TangentPass(kernels, pass, direction, weightsDot, sum).derivative(signal);
    return new TangentGradient(
        pass.loss(), tensors(wanted, null, pass.sums()), tensors(wanted, returned, derivative));
  }

  @Override
  public GaussNewton gaussNewton(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted) {
    return gaussNewtonPass(architecture, psi, signal, wanted).of(signal);
  }

  @Override
  public GaussNewton gaussNewton(
      SirenArchitecture architecture,
      FieldTensors psi,
      Signal signal,
      Set<FieldPart> wanted,
      double[][] directions) {
    return gaussNewtonPass(architecture, psi, signal, wanted).along(signal, directions);
  }

  private GaussNewtonPass gaussNewtonPass(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted) {
    if (wanted.contains(FieldPart.WEIGHTS)) {
      throw new IllegalArgumentException(
          "a Gauss-Newton matrix over all weights is not offered; ask for scales and shifts");
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("a Gauss-Newton matrix over nothing was asked for");
    }
    PackedWeights weights = packed(architecture, psi, signal, wanted.contains(FieldPart.SCALES));
    FieldPass pass = passes.get().passing(architecture, psi, weights, signal.points());
    return new GaussNewtonPass(kernels, pass, wanted);
  }

  private PackedWeights packed(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, boolean scales) {
    Passes.requireFitting(architecture, signal);
    psi.requireParametersOf(architecture);
    return packing.of(architecture, psi.weights(), scales || psi.hasScales());
  }

  private static PanelWeightSum own(WeightSum sum, PackedWeights weights) {
    if (sum instanceof PanelWeightSum own && own.takes(weights)) {
      return own;
    }
    throw new IllegalArgumentException(
        "the sum of weight gradients was made by another engine or for other weights; ask this"
            + " engine for a sum at the parameters of this signal");
  }

  private static FieldTensors tensors(
      Set<FieldPart> wanted, PanelWeightSum weights, FeatureSums sums) {
    FieldTensors plain = weights == null ? null : weights.toTensors();
    return new FieldTensors(
        plain == null ? null : plain.weights(),
        plain == null ? null : plain.biases(),
        wanted.contains(FieldPart.SCALES) ? sums.scaleGradients() : null,
        wanted.contains(FieldPart.SHIFTS) ? sums.shiftGradients() : null);
  }

  @Override
  public void close() {
    passes.remove();
  }
}
