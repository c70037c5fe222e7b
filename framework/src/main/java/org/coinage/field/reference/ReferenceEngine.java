package org.coinage.field.reference;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldPart;
import org.coinage.field.FieldTensors;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.signal.Signal;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The four operations in plain ND4J: correct before fast, the oracle of every other engine.
 *
 * <p>Thread-safe: each thread that calls has a workspace of native arrays of its own.
 */
public final class ReferenceEngine implements FieldEngine {

  private final Precision precision;
  private final ThreadLocal<Workspace> workspaces;
  private final Queue<Workspace> all = new ConcurrentLinkedQueue<>();

  /** An engine that computes in the given type. */
  public ReferenceEngine(Precision precision) {
    this.precision = precision;
    DataType type = precision == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
    // Our own threads work on different signals; ND4J's inside one product only get in their way.
    Nd4j.factory().blas().setMaxThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    workspaces =
        ThreadLocal.withInitial(
            () -> {
              Workspace workspace = new Workspace(type);
              all.add(workspace);
              return workspace;
            });
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public double[] evaluate(SirenArchitecture architecture, FieldTensors psi, float[] coordinates) {
    psi.requireParametersOf(architecture);
    Workspace workspace = workspaces.get();
    ForwardPass forward = new ForwardPass(workspace, Passes.ASIDE, architecture, psi, coordinates);
    return workspace.read(forward.output());
  }

  @Override
  public LossGradient gradient(
      SirenArchitecture architecture, FieldTensors psi, Signal signal, Set<FieldPart> wanted) {
    Passes.Pass pass =
        workspaces.get().passes().at(architecture, psi, signal, wanted.contains(FieldPart.SCALES));
    return new LossGradient(pass.residual().loss(), pass.backward().gradient(wanted));
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
    Passes.Pass pass = workspaces.get().passes().at(architecture, psi, signal, scales);
    TangentPass tangent =
        new TangentPass(pass.forward(), pass.backward(), direction, signal.channels());
    return new TangentGradient(
        pass.residual().loss(),
        pass.backward().gradient(FieldPart.withoutWeights(wanted)),
        tangent.gradient(wanted));
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
    psi.requireParametersOf(architecture);
    FieldTensors written = wanted.contains(FieldPart.SCALES) ? psi.withScales(architecture) : psi;
    ForwardPass forward =
        new ForwardPass(
            workspaces.get(), Passes.ASIDE, architecture, written, signal.coordinates());
    return new GaussNewtonPass(forward, signal, wanted).result();
  }

  @Override
  public void close() {
    all.forEach(Workspace::close);
    all.clear();
  }
}
