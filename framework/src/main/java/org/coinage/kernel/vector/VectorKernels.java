package org.coinage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.coinage.kernel.FeatureMajorKernels;
import org.coinage.kernel.PanelKernels;

/**
 * The panel kernels with the JDK's Vector API, in the widest registers of the machine. Stateless.
 *
 * <p>Every loop is a small method of its own: past the compiler's inlining budget a vector is boxed
 * and the loop runs a hundred times slower.
 */
public final class VectorKernels implements PanelKernels {

  private static final VectorSpecies<Float> SPECIES = Tiles.SPECIES;
  private static final int LANES = Tiles.LANES;
  private static final float PI_SQUARED = (float) (Math.PI * Math.PI);

  private static final FeatureMajorKernels FEATURE_MAJOR = new VectorFeatureMajor();

  /** For the service loader. */
  public VectorKernels() {}

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public int priority() {
    return 10;
  }

  @Override
  public boolean available() {
    return LANES >= 4;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int block() {
    return Tiles.BLOCK;
  }

  @Override
  public FeatureMajorKernels featureMajor() {
    return FEATURE_MAJOR;
  }

  @Override
  public void product(
      int rows,
      int depth,
      int columns,
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
    int c = 0;
    for (; c + Tiles.BLOCK <= columns; c += Tiles.BLOCK) {
      int block = bAt + c * depth;
      for (int p = 0; p < rows; p += 4) {
        Tiles.product(
            depth,
            a,
            aAt + p * aStride,
            aStride,
            b,
            block,
            start,
            startAt + p * startStride + c,
            startStride,
            out,
            outAt + p * outStride + c,
            outStride);
      }
    }
    for (; c < columns; c += LANES) {
      int block = bAt + c * depth;
      for (int p = 0; p < rows; p += NarrowTiles.ROWS) {
        NarrowTiles.product(
            depth,
            a,
            aAt + p * aStride,
            aStride,
            b,
            block,
            start,
            startAt + p * startStride + c,
            startStride,
            out,
            outAt + p * outStride + c,
            outStride);
      }
    }
  }

  @Override
  public void outerProducts(
      int points,
      int rows,
      int columns,
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] out,
      int outAt) {
    int c = 0;
    for (; c + Tiles.BLOCK <= columns; c += Tiles.BLOCK) {
      for (int r = 0; r < rows; r += 4) {
        Tiles.outerProduct(
            points,
            a,
            aAt + r,
            aStride,
            b,
            bAt + c,
            bStride,
            out,
            outAt + c * rows + r * Tiles.BLOCK);
      }
    }
    for (; c < columns; c += LANES) {
      for (int r = 0; r < rows; r += 4) {
        NarrowTiles.outerProduct(
            points, a, aAt + r, aStride, b, bAt + c, bStride, out, outAt + c * rows + r * LANES);
      }
    }
  }

  @Override
  public float sines(int length, float[] u, int uAt, float[] sine, int sineAt) {
    return SinePasses.sines(length, u, uAt, sine, sineAt);
  }

  @Override
  public void sinesAndSlopes(
      int length, float[] u, int uAt, float[] sine, int sineAt, float[] slope, int slopeAt) {
    SinePasses.sinesAndSlopes(length, u, uAt, sine, sineAt, slope, slopeAt);
  }

  @Override
  public void scaleAndShift(
      int rows,
      int columns,
      float[] t,
      int tAt,
      float[] gain,
      int gainAt,
      float[] offset,
      int offsetAt,
      float[] out,
      int outAt) {
    for (int p = 0; p < rows; p++) {
      int row = p * columns;
      for (int c = 0; c < columns; c += LANES) {
        FloatVector.fromArray(SPECIES, t, tAt + row + c)
            .fma(
                FloatVector.fromArray(SPECIES, gain, gainAt + c),
                FloatVector.fromArray(SPECIES, offset, offsetAt + c))
            .intoArray(out, outAt + row + c);
      }
    }
  }

  @Override
  public void addScaled(
      int rows, int columns, float[] panels, int aAt, float[] gain, int gainAt, int outAt) {
    for (int p = 0; p < rows; p++) {
      int row = p * columns;
      for (int c = 0; c < columns; c += LANES) {
        int at = row + c;
        FloatVector.fromArray(SPECIES, panels, aAt + at)
            .fma(
                FloatVector.fromArray(SPECIES, gain, gainAt + c),
                FloatVector.fromArray(SPECIES, panels, outAt + at))
            .intoArray(panels, outAt + at);
      }
    }
  }

  @Override
  public void backward(
      int rows,
      int columns,
      float[] panels,
      int slopeAt,
      int gAt,
      int dAt,
      float[] sums,
      int sumsAt) {
    for (int p = 0; p < rows; p++) {
      int row = p * columns;
      for (int c = 0; c < columns; c += LANES) {
        int at = row + c;
        FloatVector d =
            FloatVector.fromArray(SPECIES, panels, slopeAt + at)
                .mul(FloatVector.fromArray(SPECIES, panels, gAt + at));
        d.intoArray(panels, dAt + at);
        FloatVector.fromArray(SPECIES, sums, sumsAt + c).add(d).intoArray(sums, sumsAt + c);
      }
    }
  }

  @Override
  public void multiply(int length, float[] panels, int aAt, int bAt, int outAt) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(SPECIES, panels, aAt + i)
          .mul(FloatVector.fromArray(SPECIES, panels, bAt + i))
          .intoArray(panels, outAt + i);
    }
  }

  @Override
  public void backwardDot(
      int rows,
      int columns,
      float[] panels,
      int sineAt,
      int slopeAt,
      int gAt,
      int uDotAt,
      int gDotAt,
      int dAt,
      int dDotAt,
      float[] sums,
      int sumsAt) {
    FloatVector bend = FloatVector.broadcast(SPECIES, -PI_SQUARED);
    for (int p = 0; p < rows; p++) {
      int row = p * columns;
      for (int c = 0; c < columns; c += LANES) {
        int at = row + c;
        FloatVector g = FloatVector.fromArray(SPECIES, panels, gAt + at);
        FloatVector slope = FloatVector.fromArray(SPECIES, panels, slopeAt + at);
        FloatVector curved =
            FloatVector.fromArray(SPECIES, panels, sineAt + at)
                .mul(bend)
                .mul(FloatVector.fromArray(SPECIES, panels, uDotAt + at))
                .mul(g);
        FloatVector dDot = FloatVector.fromArray(SPECIES, panels, gDotAt + at).fma(slope, curved);
        slope.mul(g).intoArray(panels, dAt + at);
        dDot.intoArray(panels, dDotAt + at);
        FloatVector.fromArray(SPECIES, sums, sumsAt + c).add(dDot).intoArray(sums, sumsAt + c);
      }
    }
  }

  @Override
  public void columnProducts(
      int rows, int columns, float[] panels, int aAt, int bAt, float[] sums, int sumsAt) {
    for (int p = 0; p < rows; p++) {
      int row = p * columns;
      for (int c = 0; c < columns; c += LANES) {
        FloatVector.fromArray(SPECIES, panels, aAt + row + c)
            .fma(
                FloatVector.fromArray(SPECIES, panels, bAt + row + c),
                FloatVector.fromArray(SPECIES, sums, sumsAt + c))
            .intoArray(sums, sumsAt + c);
      }
    }
  }

  @Override
  public float spin(int rounds) {
    return Spin.rounds(rounds);
  }

  @Override
  public int spinMultiplyAdds() {
    return Spin.CHAINS * LANES;
  }
}
