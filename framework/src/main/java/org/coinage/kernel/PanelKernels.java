package org.coinage.kernel;

import java.util.Comparator;
import java.util.ServiceLoader;

/**
 * Arithmetic on panels: point-major blocks {@code [point][feature]} of a few dozen points, small
 * enough to stay in cache, so that none of the three products of a layer needs a transposition
 * (design: "The fast engine").
 *
 * <p>All arrays are binary32; offsets and strides count floats; rows and columns that pad a panel
 * hold zeros or numbers that meet zeros. Implementations are stateless and thread-safe. {@link
 * #product} and {@link #sines} obey the rules of the package to the last bit; the others agree with
 * each other to rounding.
 */
public interface PanelKernels {

  /** Module without which only the scalar kernels run. */
  String VECTOR_MODULE = "jdk.incubator.vector";

  /**
   * Floats of an array before its first number: array data begin 16 bytes after an object, so where
   * objects are aligned to 64 bytes this many floats later a cache line begins.
   */
  int ALIGNMENT = 12;

  /** Rows of a panel are padded to a multiple of it. */
  int ROWS = 16;

  /** Short name, for reports. */
  String name();

  /** Rank among implementations; the highest on the class path that runs here is taken. */
  int priority();

  /** Whether this machine and JVM can run it. */
  boolean available();

  /** Features of a panel are padded to a multiple of it. */
  int lanes();

  /** Columns that packed weights hold together; what is left after full blocks goes by lanes. */
  int block();

  /** The kernels of the same kind for sparse layers. */
  FeatureMajorKernels featureMajor();

  /**
   * {@code out[p][c] = start[p][c] + sum over k of a[p][k] b[k][c]}, each sum fused and in the
   * order of k.
   *
   * @param rows multiple of {@link #ROWS}
   * @param columns multiple of {@link #lanes()}
   * @param a {@code [rows, depth]} with stride {@code aStride}
   * @param b packed as {@link PackedMatrix} packs
   * @param start where sums start; stride 0 gives all rows the same
   */
  void product(
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
      int outStride);

  /**
   * {@code out[r][c] += sum over p of a[p][r] b[p][c]}, out in packed order.
   *
   * @param points summed over
   * @param rows multiple of 4
   * @param columns multiple of {@link #lanes()}
   */
  void outerProducts(
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
      int outAt);

  /**
   * {@code sin(pi u)} by the rules.
   *
   * @param length multiple of {@link #lanes()}
   * @return the largest magnitude of an argument; NaN if one is
   */
  float sines(int length, float[] u, int uAt, float[] sine, int sineAt);

  /** The same, with the derivative {@code pi cos(pi u)} of each. */
  void sinesAndSlopes(
      int length, float[] u, int uAt, float[] sine, int sineAt, float[] slope, int slopeAt);

  /** {@code out[p][c] = fma(gain[c], t[p][c], offset[c])}; panels of stride {@code columns}. */
  void scaleAndShift(
      int rows,
      int columns,
      float[] t,
      int tAt,
      float[] gain,
      int gainAt,
      float[] offset,
      int offsetAt,
      float[] out,
      int outAt);

  /** {@code out[p][c] += gain[c] a[p][c]}; panels of stride {@code columns}. */
  void addScaled(
      int rows, int columns, float[] panels, int aAt, float[] gain, int gainAt, int outAt);

  /**
   * Through the sine, backwards: {@code d = slope g}, {@code sums[c] += sum over p of d}.
   *
   * <p>All panels have stride {@code columns}.
   */
  void backward(
      int rows,
      int columns,
      float[] panels,
      int slopeAt,
      int gAt,
      int dAt,
      float[] sums,
      int sumsAt);

  /** {@code out = a b} elementwise. */
  void multiply(int length, float[] panels, int aAt, int bAt, int outAt);

  /**
   * Through the sine, the derivative of {@link #backward}: {@code d = slope g}, {@code dDot = slope
   * gDot - pi^2 sine uDot g}, {@code sums[c] += sum over p of dDot}. {@code gDot} and {@code dDot}
   * may be one panel.
   */
  void backwardDot(
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
      int sumsAt);

  /** {@code sums[c] += sum over p of a[p][c] b[p][c]}; panels of stride {@code columns}. */
  void columnProducts(
      int rows, int columns, float[] panels, int aAt, int bAt, float[] sums, int sumsAt);

  /**
   * Keeps the multiply-add units busy and nothing else: the yardstick of every kernel.
   *
   * @return a number that depends on all of the work
   */
  float spin(int rounds);

  /** Multiply-adds of one round of {@link #spin}. */
  int spinMultiplyAdds();

  /** The best implementation that runs here. */
  static PanelKernels best() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return new ScalarKernels(); // the others would not even link
    }
    return ServiceLoader.load(PanelKernels.class, PanelKernels.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(PanelKernels::available)
        .max(Comparator.comparingInt(PanelKernels::priority))
        .orElseThrow(
            () -> new IllegalStateException("the scalar kernels are not on the class path"));
  }
}
