package org.coinage.kernel;

/**
 * The panel kernels in plain Java: the twins that say what the vector kernels compute, for tests
 * and for machines and JVMs without a vector unit. Stateless.
 */
public final class ScalarKernels implements PanelKernels {

  private static final int LANES = 4;
  private static final float PI_SQUARED = (float) (Math.PI * Math.PI);
  private static final float PI = (float) Math.PI;

  private static final FeatureMajorKernels FEATURE_MAJOR = new ScalarFeatureMajor();

  /** For the service loader. */
  public ScalarKernels() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int block() {
    return LANES;
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
    for (int p = 0; p < rows; p++) {
      for (int c = 0; c < columns; c++) {
        float sum = start[startAt + p * startStride + c];
        int column = bAt + c / LANES * LANES * depth + c % LANES;
        for (int k = 0; k < depth; k++) {
          sum = Math.fma(b[column + k * LANES], a[aAt + p * aStride + k], sum);
        }
        out[outAt + p * outStride + c] = sum;
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
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int at = outAt + (c / LANES * rows + r) * LANES + c % LANES;
        float sum = out[at];
        for (int p = 0; p < points; p++) {
          sum = Math.fma(a[aAt + p * aStride + r], b[bAt + p * bStride + c], sum);
        }
        out[at] = sum;
      }
    }
  }

  @Override
  public float sines(int length, float[] u, int uAt, float[] sine, int sineAt) {
    float largest = 0;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, Math.abs(u[uAt + i]));
      sine[sineAt + i] = Sincos.sinPi(u[uAt + i]);
    }
    return largest;
  }

  @Override
  public void sinesAndSlopes(
      int length, float[] u, int uAt, float[] sine, int sineAt, float[] slope, int slopeAt) {
    for (int i = 0; i < length; i++) {
      float argument = u[uAt + i];
      sine[sineAt + i] = Sincos.sinPi(argument);
      slope[slopeAt + i] = PI * Sincos.cosPi(argument);
    }
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
    for (int i = 0; i < rows * columns; i++) {
      int c = i % columns;
      out[outAt + i] = Math.fma(gain[gainAt + c], t[tAt + i], offset[offsetAt + c]);
    }
  }

  @Override
  public void addScaled(
      int rows, int columns, float[] panels, int aAt, float[] gain, int gainAt, int outAt) {
    for (int i = 0; i < rows * columns; i++) {
      panels[outAt + i] = Math.fma(gain[gainAt + i % columns], panels[aAt + i], panels[outAt + i]);
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
    for (int i = 0; i < rows * columns; i++) {
      float d = panels[slopeAt + i] * panels[gAt + i];
      panels[dAt + i] = d;
      sums[sumsAt + i % columns] += d;
    }
  }

  @Override
  public void multiply(int length, float[] panels, int aAt, int bAt, int outAt) {
    for (int i = 0; i < length; i++) {
      panels[outAt + i] = panels[aAt + i] * panels[bAt + i];
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
    for (int i = 0; i < rows * columns; i++) {
      float g = panels[gAt + i];
      float slope = panels[slopeAt + i];
      float bend = PI_SQUARED * panels[sineAt + i] * panels[uDotAt + i];
      float dDot = Math.fma(slope, panels[gDotAt + i], -bend * g);
      panels[dAt + i] = slope * g;
      panels[dDotAt + i] = dDot;
      sums[sumsAt + i % columns] += dDot;
    }
  }

  @Override
  public void columnProducts(
      int rows, int columns, float[] panels, int aAt, int bAt, float[] sums, int sumsAt) {
    for (int i = 0; i < rows * columns; i++) {
      sums[sumsAt + i % columns] =
          Math.fma(panels[aAt + i], panels[bAt + i], sums[sumsAt + i % columns]);
    }
  }

  @Override
  public float spin(int rounds) {
    float a = 1;
    float b = 2;
    float c = 3;
    float d = 4;
    for (int i = 0; i < rounds; i++) {
      a = Math.fma(a, 0.999f, 0.001f);
      b = Math.fma(b, 0.999f, 0.001f);
      c = Math.fma(c, 0.999f, 0.001f);
      d = Math.fma(d, 0.999f, 0.001f);
    }
    return a + b + c + d;
  }

  @Override
  public int spinMultiplyAdds() {
    return 4;
  }
}
