package org.coinage.kernel;

/**
 * Arithmetic on panels {@code [feature][point]} of {@link #points()} points, for layers most of
 * whose weights are zero: each weight that is not meets the points of one feature, which lie side
 * by side.
 *
 * <p>Products obey the rules of the package to the last bit, so that sparse and dense kernels give
 * the same field; the others agree with their twins to rounding. Sums over points are kept as
 * {@link #lanes()} partial sums each. Implementations are stateless and thread-safe.
 */
public interface FeatureMajorKernels {

  /** Points of a panel. */
  int points();

  /** Partial sums that make a sum over points. */
  int lanes();

  /** {@code out[o][p] = start[o] + sum over entries of row o of value in[column][p]}, in order. */
  void product(SparseRows weights, float[] memory, int in, float[] start, int out);

  /** The same, starting from what is in {@code out}. */
  void addProduct(SparseRows weights, float[] memory, int in, int out);

  /**
   * {@code sums[k] += sum over points of a[row of k][p] b[column of k][p]} for every entry k.
   *
   * @param sums {@code [entries, lanes]} from {@code sumsAt} on
   */
  void outerProducts(SparseRows pattern, float[] memory, int a, int b, float[] sums, int sumsAt);

  /** {@code out[f][p] = fma(gain[f], t[f][p], offset[f])}. */
  void scaleAndShift(int features, float[] memory, int t, float[] gain, float[] offset, int out);

  /** {@code out[f][p] += gain[f] a[f][p]}. */
  void addScaled(int features, float[] memory, int a, float[] gain, int out);

  /** {@link PanelKernels#backward} in this order. */
  void backward(int features, float[] memory, int slope, int g, int d, float[] sums, int sumsAt);

  /** {@link PanelKernels#backwardDot} in this order. */
  void backwardDot(
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
      int sumsAt);

  /** {@code sums[f] += sum over points of a[f][p] b[f][p]}. */
  void pointProducts(int features, float[] memory, int a, int b, float[] sums, int sumsAt);
}
