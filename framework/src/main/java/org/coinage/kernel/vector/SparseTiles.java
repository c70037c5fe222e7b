package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.coinage.kernel.SparseRows;

/**
 * Products of sparse rows with panels of eight vectors of points: as many independent chains as the
 * latency of a multiply-add asks for, and sums over points that are read and written once for all.
 */
final class SparseTiles {

  /** Points of a panel. */
  static final int POINTS = 8 * Tiles.LANES;

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = Tiles.LANES;

  private SparseTiles() {}

  static void product(SparseRows weights, float[] m, int in, float[] start, int out) {
    int[] starts = weights.starts();
    for (int o = 0; o < weights.rows(); o++) {
      int at = out + o * POINTS;
      row(weights.column(), weights.value(), starts[o], starts[o + 1], m, in, at, start[o]);
    }
  }

  static void addProduct(SparseRows weights, float[] m, int in, int out) {
    int[] starts = weights.starts();
    for (int o = 0; o < weights.rows(); o++) {
      addRow(weights.column(), weights.value(), starts[o], starts[o + 1], m, in, out + o * POINTS);
    }
  }

  private static void row(
      int[] column, float[] value, int from, int to, float[] m, int in, int out, float start) {
    FloatVector c0 = FloatVector.broadcast(SPECIES, start);
    FloatVector c1 = FloatVector.broadcast(SPECIES, start);
    FloatVector c2 = FloatVector.broadcast(SPECIES, start);
    FloatVector c3 = FloatVector.broadcast(SPECIES, start);
    FloatVector c4 = FloatVector.broadcast(SPECIES, start);
    FloatVector c5 = FloatVector.broadcast(SPECIES, start);
    FloatVector c6 = FloatVector.broadcast(SPECIES, start);
    FloatVector c7 = FloatVector.broadcast(SPECIES, start);
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, value[k]);
      int at = in + column[k] * POINTS;
      c0 = weight.fma(FloatVector.fromArray(SPECIES, m, at), c0);
      c1 = weight.fma(FloatVector.fromArray(SPECIES, m, at + LANES), c1);
      c2 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 2 * LANES), c2);
      c3 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 3 * LANES), c3);
      c4 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 4 * LANES), c4);
      c5 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 5 * LANES), c5);
      c6 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 6 * LANES), c6);
      c7 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 7 * LANES), c7);
    }
    c0.intoArray(m, out);
    c1.intoArray(m, out + LANES);
    c2.intoArray(m, out + 2 * LANES);
    c3.intoArray(m, out + 3 * LANES);
    c4.intoArray(m, out + 4 * LANES);
    c5.intoArray(m, out + 5 * LANES);
    c6.intoArray(m, out + 6 * LANES);
    c7.intoArray(m, out + 7 * LANES);
  }

  private static void addRow(
      int[] column, float[] value, int from, int to, float[] m, int in, int out) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, m, out);
    FloatVector c1 = FloatVector.fromArray(SPECIES, m, out + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, m, out + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, m, out + 3 * LANES);
    FloatVector c4 = FloatVector.fromArray(SPECIES, m, out + 4 * LANES);
    FloatVector c5 = FloatVector.fromArray(SPECIES, m, out + 5 * LANES);
    FloatVector c6 = FloatVector.fromArray(SPECIES, m, out + 6 * LANES);
    FloatVector c7 = FloatVector.fromArray(SPECIES, m, out + 7 * LANES);
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(SPECIES, value[k]);
      int at = in + column[k] * POINTS;
      c0 = weight.fma(FloatVector.fromArray(SPECIES, m, at), c0);
      c1 = weight.fma(FloatVector.fromArray(SPECIES, m, at + LANES), c1);
      c2 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 2 * LANES), c2);
      c3 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 3 * LANES), c3);
      c4 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 4 * LANES), c4);
      c5 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 5 * LANES), c5);
      c6 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 6 * LANES), c6);
      c7 = weight.fma(FloatVector.fromArray(SPECIES, m, at + 7 * LANES), c7);
    }
    c0.intoArray(m, out);
    c1.intoArray(m, out + LANES);
    c2.intoArray(m, out + 2 * LANES);
    c3.intoArray(m, out + 3 * LANES);
    c4.intoArray(m, out + 4 * LANES);
    c5.intoArray(m, out + 5 * LANES);
    c6.intoArray(m, out + 6 * LANES);
    c7.intoArray(m, out + 7 * LANES);
  }

  static void outerProducts(SparseRows pattern, float[] m, int a, int b, float[] sums, int sumsAt) {
    int[] starts = pattern.starts();
    int[] column = pattern.column();
    for (int o = 0; o < pattern.rows(); o++) {
      int row = a + o * POINTS;
      FloatVector a0 = FloatVector.fromArray(SPECIES, m, row);
      FloatVector a1 = FloatVector.fromArray(SPECIES, m, row + LANES);
      FloatVector a2 = FloatVector.fromArray(SPECIES, m, row + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(SPECIES, m, row + 3 * LANES);
      FloatVector a4 = FloatVector.fromArray(SPECIES, m, row + 4 * LANES);
      FloatVector a5 = FloatVector.fromArray(SPECIES, m, row + 5 * LANES);
      FloatVector a6 = FloatVector.fromArray(SPECIES, m, row + 6 * LANES);
      FloatVector a7 = FloatVector.fromArray(SPECIES, m, row + 7 * LANES);
      for (int k = starts[o]; k < starts[o + 1]; k++) {
        int at = b + column[k] * POINTS;
        FloatVector left = a0.mul(FloatVector.fromArray(SPECIES, m, at));
        FloatVector right = a1.mul(FloatVector.fromArray(SPECIES, m, at + LANES));
        left = a2.fma(FloatVector.fromArray(SPECIES, m, at + 2 * LANES), left);
        right = a3.fma(FloatVector.fromArray(SPECIES, m, at + 3 * LANES), right);
        left = a4.fma(FloatVector.fromArray(SPECIES, m, at + 4 * LANES), left);
        right = a5.fma(FloatVector.fromArray(SPECIES, m, at + 5 * LANES), right);
        left = a6.fma(FloatVector.fromArray(SPECIES, m, at + 6 * LANES), left);
        right = a7.fma(FloatVector.fromArray(SPECIES, m, at + 7 * LANES), right);
        FloatVector.fromArray(SPECIES, sums, sumsAt + k * LANES)
            .add(left.add(right))
            .intoArray(sums, sumsAt + k * LANES);
      }
    }
  }
}
