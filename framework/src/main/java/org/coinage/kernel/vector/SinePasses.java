package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.coinage.kernel.Sincos;

/** Sines of whole panels by the polynomials of {@link Sincos}, the same bits. */
final class SinePasses {

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = Tiles.LANES;
  private static final float PI = (float) Math.PI;

  private SinePasses() {}

  static float sines(int length, float[] u, int uAt, float[] sine, int sineAt) {
    FloatVector largest = FloatVector.zero(SPECIES);
    for (int i = 0; i < length; i += LANES) {
      FloatVector argument = FloatVector.fromArray(SPECIES, u, uAt + i);
      largest = largest.max(argument.abs());
      FloatVector shifted = argument.add(Sincos.ROUNDING);
      FloatVector r = argument.sub(shifted.sub(Sincos.ROUNDING));
      FloatVector x = r.mul(r);
      FloatVector p =
          x.fma(
              FloatVector.broadcast(SPECIES, Sincos.S11),
              FloatVector.broadcast(SPECIES, Sincos.S9));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S7));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S5));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S3));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S1));
      IntVector odd = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      p.mul(r)
          .reinterpretAsInts()
          .lanewise(VectorOperators.XOR, odd)
          .reinterpretAsFloats()
          .intoArray(sine, sineAt + i);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  static void sinesAndSlopes(
      int length, float[] u, int uAt, float[] sine, int sineAt, float[] slope, int slopeAt) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector argument = FloatVector.fromArray(SPECIES, u, uAt + i);
      FloatVector shifted = argument.add(Sincos.ROUNDING);
      FloatVector r = argument.sub(shifted.sub(Sincos.ROUNDING));
      FloatVector x = r.mul(r);
      IntVector odd = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector p =
          x.fma(
              FloatVector.broadcast(SPECIES, Sincos.S11),
              FloatVector.broadcast(SPECIES, Sincos.S9));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S7));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S5));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S3));
      p = p.fma(x, FloatVector.broadcast(SPECIES, Sincos.S1));
      p.mul(r)
          .reinterpretAsInts()
          .lanewise(VectorOperators.XOR, odd)
          .reinterpretAsFloats()
          .intoArray(sine, sineAt + i);
      FloatVector c =
          x.fma(
              FloatVector.broadcast(SPECIES, PI * Sincos.C12),
              FloatVector.broadcast(SPECIES, PI * Sincos.C10));
      c = c.fma(x, FloatVector.broadcast(SPECIES, PI * Sincos.C8));
      c = c.fma(x, FloatVector.broadcast(SPECIES, PI * Sincos.C6));
      c = c.fma(x, FloatVector.broadcast(SPECIES, PI * Sincos.C4));
      c = c.fma(x, FloatVector.broadcast(SPECIES, PI * Sincos.C2));
      c = c.fma(x, FloatVector.broadcast(SPECIES, PI * Sincos.C0));
      c.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, odd)
          .reinterpretAsFloats()
          .intoArray(slope, slopeAt + i);
    }
  }
}
