package org.coinage.field.vector;

import org.coinage.field.SirenArchitecture;
import org.coinage.kernel.PanelKernels;

/**
 * The weights last packed, by the arrays they were packed of: all signals of a batch share them.
 * Thread-safe.
 */
final class WeightsCache {

  private record Entry(
      SirenArchitecture architecture, double[][] source, boolean scaled, PackedWeights packed) {}

  private final PanelKernels kernels;
  private volatile Entry last;

  WeightsCache(PanelKernels kernels) {
    this.kernels = kernels;
  }

  /** Packed weights; arrays given once must not be modified afterwards. */
  PackedWeights of(SirenArchitecture architecture, double[][] weights, boolean scaled) {
    Entry entry = last;
    if (entry == null || !holds(entry, architecture, weights, scaled)) {
      entry = pack(architecture, weights, scaled);
    }
    return entry.packed();
  }

  private synchronized Entry pack(
      SirenArchitecture architecture, double[][] weights, boolean scaled) {
    Entry entry = last;
    if (entry == null || !holds(entry, architecture, weights, scaled)) {
      entry =
          new Entry(
              architecture,
              weights.clone(),
              scaled,
              new PackedWeights(kernels, architecture, weights, scaled));
      last = entry;
    }
    return entry;
  }

  /** Layer by layer: who makes effective parameters may make a new outer array each time. */
  private static boolean holds(
      Entry entry, SirenArchitecture architecture, double[][] weights, boolean scaled) {
    boolean same = entry.scaled() == scaled && entry.architecture().equals(architecture);
    for (int l = 0; same && l < weights.length; l++) {
      same = entry.source()[l] == weights[l];
    }
    return same;
  }
}
