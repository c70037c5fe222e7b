package org.coinage.field.vector;

import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PanelKernels;
import org.coinage.kernel.SparseRows;

/**
 * The weights last packed, by the arrays they were packed of: all signals of a batch share them.
 * Thread-safe.
 */
final class WeightsCache {

  private record Entry(
      SirenArchitecture architecture, double[][] source, boolean scaled, PackedWeights packed) {

    /** Layer by layer: who makes effective parameters may make a new outer array each time. */
    boolean holds(SirenArchitecture wanted, double[][] weights, boolean wantedScaled) {
      boolean same = scaled == wantedScaled && architecture.equals(wanted);
      for (int l = 0; same && l < weights.length; l++) {
        same = source[l] == weights[l];
      }
      return same;
    }
  }

  private final PanelOrder dense;
  private final PanelOrder sparse;
  private volatile Entry last;

  WeightsCache(PanelKernels kernels) {
    this.dense = new PointMajor(kernels);
    this.sparse = new FeatureMajor(kernels);
  }

  /** Packed weights; arrays given once must not be modified afterwards. */
  PackedWeights of(SirenArchitecture architecture, double[][] weights, boolean scaled) {
    Entry entry = last;
    if (entry == null || !entry.holds(architecture, weights, scaled)) {
      entry = pack(architecture, weights, scaled);
    }
    return entry.packed();
  }

  private synchronized Entry pack(
      SirenArchitecture architecture, double[][] weights, boolean scaled) {
    Entry entry = last;
    if (entry == null || !entry.holds(architecture, weights, scaled)) {
      PanelOrder order = SparseRows.pay(weights) ? sparse : dense;
      entry =
          new Entry(
              architecture,
              weights.clone(),
              scaled,
              new PackedWeights(order, architecture, weights.clone(), scaled));
      last = entry;
    }
    return entry;
  }
}
