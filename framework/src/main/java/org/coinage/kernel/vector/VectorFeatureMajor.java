package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.coinage.kernel.FeatureMajorKernels;
import org.coinage.kernel.SparseRows;

/** Feature-major kernels by the Vector API: vector lanes are points. */
final class VectorFeatureMajor implements FeatureMajorKernels {

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = Tiles.LANES;
  private static final int POINTS = SparseTiles.POINTS;
  private static final float PI_SQUARED = (float) (Math.PI * Math.PI);

  @Override
  public int points() {
    return POINTS;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void product(SparseRows weights, float[] memory, int in, float[] start, int out) {
    SparseTiles.product(weights, memory, in, start, out);
  }

  @Override
  public void addProduct(SparseRows weights, float[] memory, int in, int out) {
    SparseTiles.addProduct(weights, memory, in, out);
  }

  @Override
  public void outerProducts(
      SparseRows pattern, float[] memory, int a, int b, float[] sums, int sumsAt) {
    SparseTiles.outerProducts(pattern, memory, a, b, sums, sumsAt);
  }

  @Override
  public void scaleAndShift(
      int features, float[] memory, int t, float[] gain, float[] offset, int out) {
    for (int f = 0; f < features; f++) {
      FloatVector scale = FloatVector.broadcast(SPECIES, gain[f]);
      FloatVector shift = FloatVector.broadcast(SPECIES, offset[f]);
      int end = (f + 1) * POINTS;
      for (int i = f * POINTS; i < end; i += LANES) {
        FloatVector.fromArray(SPECIES, memory, t + i).fma(scale, shift).intoArray(memory, out + i);
      }
    }
  }

  @Override
  public void addScaled(int features, float[] memory, int a, float[] gain, int out) {
    for (int f = 0; f < features; f++) {
      FloatVector scale = FloatVector.broadcast(SPECIES, gain[f]);
      int end = (f + 1) * POINTS;
      for (int i = f * POINTS; i < end; i += LANES) {
        FloatVector.fromArray(SPECIES, memory, a + i)
            .fma(scale, FloatVector.fromArray(SPECIES, memory, out + i))
            .intoArray(memory, out + i);
      }
    }
  }

  @Override
  public void backward(
      int features, float[] memory, int slope, int g, int d, float[] sums, int sumsAt) {
    for (int f = 0; f < features; f++) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsAt + f * LANES);
      int end = (f + 1) * POINTS;
      for (int i = f * POINTS; i < end; i += LANES) {
        FloatVector product =
            FloatVector.fromArray(SPECIES, memory, slope + i)
                .mul(FloatVector.fromArray(SPECIES, memory, g + i));
        product.intoArray(memory, d + i);
        sum = sum.add(product);
      }
      sum.intoArray(sums, sumsAt + f * LANES);
    }
  }

  @Override
  public void backwardDot(
      int features,
      float[] memory,
      int sine,
      int slope,
      int g,
      int uDot,
      int gDot,
      int d,
      int dDot,
      float[] sums,
      int sumsAt) {
    FloatVector bend = FloatVector.broadcast(SPECIES, -PI_SQUARED);
    for (int f = 0; f < features; f++) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsAt + f * LANES);
      int end = (f + 1) * POINTS;
      for (int i = f * POINTS; i < end; i += LANES) {
        FloatVector upstream = FloatVector.fromArray(SPECIES, memory, g + i);
        FloatVector steep = FloatVector.fromArray(SPECIES, memory, slope + i);
        FloatVector curved =
            FloatVector.fromArray(SPECIES, memory, sine + i)
                .mul(bend)
                .mul(FloatVector.fromArray(SPECIES, memory, uDot + i))
                .mul(upstream);
        FloatVector derivative =
            FloatVector.fromArray(SPECIES, memory, gDot + i).fma(steep, curved);
        steep.mul(upstream).intoArray(memory, d + i);
        derivative.intoArray(memory, dDot + i);
        sum = sum.add(derivative);
      }
      sum.intoArray(sums, sumsAt + f * LANES);
    }
  }

  @Override
  public void pointProducts(int features, float[] memory, int a, int b, float[] sums, int sumsAt) {
    for (int f = 0; f < features; f++) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, sumsAt + f * LANES);
      int end = (f + 1) * POINTS;
      for (int i = f * POINTS; i < end; i += LANES) {
        sum =
            FloatVector.fromArray(SPECIES, memory, a + i)
                .fma(FloatVector.fromArray(SPECIES, memory, b + i), sum);
      }
      sum.intoArray(sums, sumsAt + f * LANES);
    }
  }
}
