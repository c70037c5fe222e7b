package org.coinage.field.vector;

import org.coinage.field.WeightSelection;
import org.coinage.kernel.PanelKernels;

/**
 * How the numbers of a panel lie in memory, and the arithmetic of a field's layers in that order.
 * Panels are given by where they begin in a memory; rows hold one number per feature. Stateless.
 */
interface PanelOrder {

  /** Floats of an array before its first number. */
  int ALIGNMENT = PanelKernels.ALIGNMENT;

  /** Points of a panel of a signal of so many points, where layers are so wide. */
  int rows(int points, int width);

  /** Floats per point that a layer of so many features takes. */
  int stored(int features);

  /** Floats from a point to the next. */
  int pointStep(int stored);

  /** Floats from a feature to the next. */
  int featureStep(int rows);

  /** An empty sum over points, for each feature. */
  float[] sums(int features);

  /** The sum of a feature. */
  double total(float[] sums, int feature);

  /**
   * The product with a layer's weights {@code [out, in]} times a factor, or with their transpose.
   */
  LayerProduct product(double[] weights, double factor, int in, int out, boolean transposed);

  /** An empty gradient with respect to the selected ones of a layer's weights {@code [out, in]}. */
  LayerGradient gradient(double[] weights, int in, int out, WeightSelection selection);

  /** {@code out[p][c] = row[c]}. */
  void fill(int rows, int stored, float[] m, float[] row, int out);

  /** {@code out[p][c] = gain[c] t[p][c] + offset[c]}. */
  void scaleAndShift(int rows, int stored, float[] m, int t, float[] gain, float[] offset, int out);

  /** {@code out[p][c] += gain[c] a[p][c]}. */
  void addScaled(int rows, int stored, float[] m, int a, float[] gain, int out);

  /** {@code d = slope g}, summed over points. */
  void backward(int rows, int stored, float[] m, int slope, int g, int d, float[] sums);

  /**
   * {@code d = slope g}, {@code dDot = slope gDot - pi^2 sine uDot g}, the latter summed over
   * points.
   */
  void backwardDot(
      int rows,
      int stored,
      float[] m,
      int sine,
      int slope,
      int g,
      int uDot,
      int gDot,
      int d,
      int dDot,
      float[] sums);

  /** Sums of {@code a b} over points. */
  void columnProducts(int rows, int stored, float[] m, int a, int b, float[] sums);
}
