package org.coinage.field.reference;

import java.util.Arrays;
import org.coinage.field.FieldTensors;
import org.coinage.field.SirenArchitecture;
import org.coinage.signal.Signal;

/**
 * The forward and backward passes a thread last made for a signal, by the effective parameters they
 * were made at: the reverse sweep of the meta-gradient comes back to every point of the inner loop,
 * and finding its activations saves a quarter of the work. What does not fit the budget is computed
 * again. Not thread-safe.
 */
final class Passes {

  /** Bytes of activations one thread may keep. */
  private static final long BUDGET = 256L << 20;

  private static final int MOST = 8;

  /** Set of arrays for passes that are not kept. */
  static final int ASIDE = MOST;

  /**
   * One pass over a signal.
   *
   * @param psi as the caller gave them; equal only if all arrays are the same objects
   * @param forward activations
   * @param residual loss and output cotangent
   * @param backward gradients with respect to all arguments
   */
  record Pass(FieldTensors psi, ForwardPass forward, Residual residual, BackwardPass backward) {}

  private final Workspace workspace;
  private final Pass[] kept = new Pass[MOST];
  private Signal signal;
  private SirenArchitecture architecture;
  private int next;

  Passes(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The pass at psi, kept or new; with scales written out where they are asked for. */
  Pass at(SirenArchitecture newArchitecture, FieldTensors psi, Signal newSignal, boolean scales) {
    if (newSignal != signal || !newArchitecture.equals(architecture)) {
      signal = newSignal;
      architecture = newArchitecture;
      Arrays.fill(kept, null);
      next = 0;
    }
    boolean scaled = scales || psi.hasScales();
    for (Pass pass : kept) {
      if (pass != null && pass.psi().equals(psi) && pass.forward().scaled() == scaled) {
        return pass;
      }
    }
    int set = next;
    next = (next + 1) % capacity(architecture, newSignal.points());
    psi.requireParametersOf(architecture);
    FieldTensors written = scales ? psi.withScales(architecture) : psi;
    kept[set] = null;
    ForwardPass forward =
        new ForwardPass(workspace, set, architecture, written, newSignal.coordinates());
    Residual residual = Residual.of(workspace, forward, newSignal);
    BackwardPass backward = new BackwardPass(forward, residual.cotangent());
    kept[set] = new Pass(psi, forward, residual, backward);
    return kept[set];
  }

  private static int capacity(SirenArchitecture architecture, int points) {
    long bytes = 6L * 8 * points * architecture.width() * architecture.sineLayers();
    return (int) Math.max(1, Math.min(MOST, BUDGET / bytes));
  }
}
