package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Independent chains of multiply-adds, more than their latency needs, in registers alone. */
final class Spin {

  static final int CHAINS = 12;

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;

  private Spin() {}

  static float rounds(int rounds) {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
    FloatVector c1 = FloatVector.broadcast(SPECIES, 2);
    FloatVector c2 = FloatVector.broadcast(SPECIES, 3);
    FloatVector c3 = FloatVector.broadcast(SPECIES, 4);
    FloatVector c4 = FloatVector.broadcast(SPECIES, 5);
    FloatVector c5 = FloatVector.broadcast(SPECIES, 6);
    FloatVector c6 = FloatVector.broadcast(SPECIES, 7);
    FloatVector c7 = FloatVector.broadcast(SPECIES, 8);
    FloatVector c8 = FloatVector.broadcast(SPECIES, 9);
    FloatVector c9 = FloatVector.broadcast(SPECIES, 10);
    FloatVector c10 = FloatVector.broadcast(SPECIES, 11);
    FloatVector c11 = FloatVector.broadcast(SPECIES, 12);
    for (int i = 0; i < rounds; i++) {
      c0 = c0.fma(factor, term);
      c1 = c1.fma(factor, term);
      c2 = c2.fma(factor, term);
      c3 = c3.fma(factor, term);
      c4 = c4.fma(factor, term);
      c5 = c5.fma(factor, term);
      c6 = c6.fma(factor, term);
      c7 = c7.fma(factor, term);
      c8 = c8.fma(factor, term);
      c9 = c9.fma(factor, term);
      c10 = c10.fma(factor, term);
      c11 = c11.fma(factor, term);
    }
    return c0.add(c1)
        .add(c2)
        .add(c3)
        .add(c4)
        .add(c5)
        .add(c6)
        .add(c7)
        .add(c8)
        .add(c9)
        .add(c10)
        .add(c11)
        .reduceLanes(VectorOperators.ADD);
  }
}
