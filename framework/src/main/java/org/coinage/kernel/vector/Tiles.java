package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of this machine. One species serves the whole process: mixing widths costs a
 * factor of ten.
 */
final class Tiles {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Machines with vectors of 512 bits have 32 registers of them. */
  private static final boolean WIDE = LANES >= 16;

  /** Columns of a tile. */
  static final int BLOCK = WIDE ? 4 * LANES : 2 * LANES;

  private Tiles() {}

  /** 4 rows of a product over a block of columns. */
  static void product(
      int depth,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      float[] start,
      int startAt,
      int startStride,
      float[] out,
      int outAt,
      int outStride) {
    if (WIDE) {
      WideTiles.product(
          depth, a, aAt, aStride, b, bAt, start, startAt, startStride, out, outAt, outStride);
    } else {
      SlimTiles.product(
          depth, a, aAt, aStride, b, bAt, start, startAt, startStride, out, outAt, outStride);
    }
  }

  /** 4 rows of a sum of outer products over a block of columns. */
  static void outerProduct(
      int points,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt) {
    if (WIDE) {
      WideTiles.outerProduct(points, a, aAt, aStride, b, bAt, bStride, out, outAt);
    } else {
      SlimTiles.outerProduct(points, a, aAt, aStride, b, bAt, bStride, out, outAt);
    }
  }
}
