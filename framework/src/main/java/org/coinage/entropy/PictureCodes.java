package org.coinage.entropy;

import java.util.List;

/**
 * The codes of one whole signal, to fit a context model to.
 *
 * @param grid how they lie
 * @param codes one per patch, in the grid's order; not copied
 */
public record PictureCodes(PatchGrid grid, List<int[]> codes) {

  /** Checks that every patch has a code. */
  public PictureCodes {
    codes = List.copyOf(codes);
    if (codes.size() != grid.count()) {
      throw new IllegalArgumentException(
          codes.size() + " codes for " + grid + "; expected " + grid.count());
    }
  }
}
