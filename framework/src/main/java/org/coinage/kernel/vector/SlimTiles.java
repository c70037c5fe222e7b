package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Register tiles of 4 rows and 2 vectors, for machines with 16 vector registers. */
final class SlimTiles {

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = Tiles.LANES;

  private SlimTiles() {}

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
    FloatVector c00 = FloatVector.fromArray(SPECIES, start, startAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, start, startAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, start, startAt + startStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, start, startAt + startStride + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startStride);
    FloatVector c21 = FloatVector.fromArray(SPECIES, start, startAt + 2 * startStride + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startStride);
    FloatVector c31 = FloatVector.fromArray(SPECIES, start, startAt + 3 * startStride + LANES);
    for (int k = 0; k < depth; k++) {
      int column = bAt + k * 2 * LANES;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, column + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[aAt + k]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[aAt + aStride + k]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride + k]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride + k]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    c00.intoArray(out, outAt);
    c01.intoArray(out, outAt + LANES);
    c10.intoArray(out, outAt + outStride);
    c11.intoArray(out, outAt + outStride + LANES);
    c20.intoArray(out, outAt + 2 * outStride);
    c21.intoArray(out, outAt + 2 * outStride + LANES);
    c30.intoArray(out, outAt + 3 * outStride);
    c31.intoArray(out, outAt + 3 * outStride + LANES);
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
    FloatVector c00 = FloatVector.fromArray(SPECIES, out, outAt);
    FloatVector c01 = FloatVector.fromArray(SPECIES, out, outAt + LANES);
    FloatVector c10 = FloatVector.fromArray(SPECIES, out, outAt + 2 * LANES);
    FloatVector c11 = FloatVector.fromArray(SPECIES, out, outAt + 2 * LANES + LANES);
    FloatVector c20 = FloatVector.fromArray(SPECIES, out, outAt + 2 * 2 * LANES);
    FloatVector c21 = FloatVector.fromArray(SPECIES, out, outAt + 2 * 2 * LANES + LANES);
    FloatVector c30 = FloatVector.fromArray(SPECIES, out, outAt + 3 * 2 * LANES);
    FloatVector c31 = FloatVector.fromArray(SPECIES, out, outAt + 3 * 2 * LANES + LANES);
    for (int k = 0; k < points; k++) {
      int column = bAt + k * bStride;
      int row = aAt + k * aStride;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, column);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, column + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, a[row]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(SPECIES, a[row + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(SPECIES, a[row + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(SPECIES, a[row + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    c00.intoArray(out, outAt);
    c01.intoArray(out, outAt + LANES);
    c10.intoArray(out, outAt + 2 * LANES);
    c11.intoArray(out, outAt + 2 * LANES + LANES);
    c20.intoArray(out, outAt + 2 * 2 * LANES);
    c21.intoArray(out, outAt + 2 * 2 * LANES + LANES);
    c30.intoArray(out, outAt + 3 * 2 * LANES);
    c31.intoArray(out, outAt + 3 * 2 * LANES + LANES);
  }
}
