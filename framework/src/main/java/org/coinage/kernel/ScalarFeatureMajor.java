package org.coinage.kernel;

/** The feature-major kernels in plain Java, the twins of the vector ones. Stateless. */
final class ScalarFeatureMajor implements FeatureMajorKernels {

  private static final int LANES = 4;
  private static final int POINTS = 32;
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
    for (int o = 0; o < weights.rows(); o++) {
      for (int p = 0; p < POINTS; p++) {
        memory[out + o * POINTS + p] = row(weights, o, memory, in + p, start[o]);
      }
    }
  }

  @Override
  public void addProduct(SparseRows weights, float[] memory, int in, int out) {
    for (int o = 0; o < weights.rows(); o++) {
      for (int p = 0; p < POINTS; p++) {
        int at = out + o * POINTS + p;
        memory[at] = row(weights, o, memory, in + p, memory[at]);
      }
    }
  }

  private static float row(SparseRows weights, int o, float[] memory, int in, float start) {
    float sum = start;
    for (int k = weights.starts()[o]; k < weights.starts()[o + 1]; k++) {
      sum = Math.fma(weights.value()[k], memory[in + weights.column()[k] * POINTS], sum);
    }
    return sum;
  }

  @Override
  public void outerProducts(
      SparseRows pattern, float[] memory, int a, int b, float[] sums, int sumsAt) {
    for (int o = 0; o < pattern.rows(); o++) {
      for (int k = pattern.starts()[o]; k < pattern.starts()[o + 1]; k++) {
        dot(memory, a + o * POINTS, b + pattern.column()[k] * POINTS, sums, sumsAt + k * LANES);
      }
    }
  }

  private static void dot(float[] memory, int a, int b, float[] sums, int at) {
    for (int p = 0; p < POINTS; p++) {
      int here = at + p % LANES;
      sums[here] = Math.fma(memory[a + p], memory[b + p], sums[here]);
    }
  }

  @Override
  public void scaleAndShift(
      int features, float[] memory, int t, float[] gain, float[] offset, int out) {
    for (int i = 0; i < features * POINTS; i++) {
      memory[out + i] = Math.fma(gain[i / POINTS], memory[t + i], offset[i / POINTS]);
    }
  }

  @Override
  public void addScaled(int features, float[] memory, int a, float[] gain, int out) {
    for (int i = 0; i < features * POINTS; i++) {
      memory[out + i] = Math.fma(gain[i / POINTS], memory[a + i], memory[out + i]);
    }
  }

  @Override
  public void backward(
      int features, float[] memory, int slope, int g, int d, float[] sums, int sumsAt) {
    for (int i = 0; i < features * POINTS; i++) {
      float product = memory[slope + i] * memory[g + i];
      memory[d + i] = product;
      sums[sumsAt + i / POINTS * LANES + i % LANES] += product;
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
    for (int i = 0; i < features * POINTS; i++) {
      float bend = PI_SQUARED * memory[sine + i] * memory[uDot + i];
      float derivative = Math.fma(memory[slope + i], memory[gDot + i], -bend * memory[g + i]);
      memory[d + i] = memory[slope + i] * memory[g + i];
      memory[dDot + i] = derivative;
      sums[sumsAt + i / POINTS * LANES + i % LANES] += derivative;
    }
  }

  @Override
  public void pointProducts(int features, float[] memory, int a, int b, float[] sums, int sumsAt) {
    for (int f = 0; f < features; f++) {
      dot(memory, a + f * POINTS, b + f * POINTS, sums, sumsAt + f * LANES);
    }
  }
}
