package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Register tiles one vector wide, for what is left after full blocks of columns. */
final class NarrowTiles {

  /** Rows of a tile of a product. */
  static final int ROWS = 8;

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = Tiles.LANES;

  private NarrowTiles() {}

  /** 8 rows of a product over one vector of columns. */
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
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startAt + startStride);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startStride);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startStride);
    FloatVector c40 = FloatVector.fromArray(SPECIES, start, startAt + 4 * startStride);
    FloatVector c50 = FloatVector.fromArray(SPECIES, start, startAt + 5 * startStride);
    FloatVector c60 = FloatVector.fromArray(SPECIES, start, startAt + 6 * startStride);
    FloatVector c70 = FloatVector.fromArray(SPECIES, start, startAt + 7 * startStride);
    for (int k = 0; k < depth; k++) {
      int column = bAt + k * LANES;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aAt + k]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + k]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride + k]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride + k]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(SPECIES, a[aAt + 4 * aStride + k]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(SPECIES, a[aAt + 5 * aStride + k]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(SPECIES, a[aAt + 6 * aStride + k]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(SPECIES, a[aAt + 7 * aStride + k]);
      c70 = x7.fma(b0, c70);
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + outStride);
    c20.intoArray(out, outAt + 2 * outStride);
    c30.intoArray(out, outAt + 3 * outStride);
    c40.intoArray(out, outAt + 4 * outStride);
    c50.intoArray(out, outAt + 5 * outStride);
    c60.intoArray(out, outAt + 6 * outStride);
    c70.intoArray(out, outAt + 7 * outStride);
  }

  /** 4 rows of a sum of outer products over one vector of columns. */
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
    FloatVector c00 = FloatVector.fromArray(SPECIES, out, outAt);
    FloatVector c10 = FloatVector.fromArray(SPECIES, out, outAt + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, out, outAt + 2 * LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, out, outAt + 3 * LANES);
    for (int k = 0; k < points; k++) {
      int column = bAt + k * bStride;
      int row = aAt + k * aStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[row]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[row + 1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[row + 2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[row + 3]);
      c30 = x3.fma(b0, c30);
    }
    c00.intoArray(out, outAt);
    c10.intoArray(out, outAt + LANES);
    c20.intoArray(out, outAt + 2 * LANES);
    c30.intoArray(out, outAt + 3 * LANES);
  }
}
