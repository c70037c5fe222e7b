package org.coinage.quantization;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * The affine map in which a code is rounded: {@code y = T (z - mean)}. Fitted so that a unit step
 * of any entry of y costs the same squared error of the signal, and entries are uncorrelated over
 * the training codes, the most varied first.
 *
 * <p>The inverse is computed once and stored with the map: a decoder never inverts. Both directions
 * sum in index order, each product rounded before it is added (no fused multiply-add), and add the
 * mean last. Immutable and thread-safe.
 */
public final class Whitening {

  /** Share of the mean diagonal of the metric that is added to its diagonal. */
  public static final double RIDGE = 1e-3;

  private final LinearMap forward;
  private final LinearMap inverse;
  private final double[] mean;

  private Whitening(LinearMap forward, LinearMap inverse, double... mean) {
    this.forward = forward;
    this.inverse = inverse;
    this.mean = mean.clone();
  }

  /**
   * As stored: {@code forward} and {@code inverse} as {@code [dim][dim]}, row by row, {@code mean}
   * as {@code [dim]}. Copied.
   *
   * @throws IllegalArgumentException if shapes differ, a number is not finite, or the two are not
   *     inverse to each other to 1e-6
   */
  public static Whitening of(double[][] forward, double[][] inverse, double... mean) {
    int d = mean.length;
    Codes.requireFinite("whitening mean", mean);
    for (double[][] matrix : new double[][][] {forward, inverse}) {
      Codes.requireDimension("whitening rows", matrix.length, d);
      for (double[] row : matrix) {
        Codes.requireDimension("whitening row", row.length, d);
        Codes.requireFinite("whitening row", row);
      }
    }
    if (d == 0) {
      throw new IllegalArgumentException("whitening: no entries; expected at least 1");
    }
    double gap = gap(forward, inverse);
    if (!(gap <= 1e-6)) {
      throw new IllegalArgumentException(
          "whitening: the stored inverse is not that of the map; their product is off by " + gap);
    }
    return new Whitening(new LinearMap.Dense(forward), new LinearMap.Dense(inverse), mean);
  }

  /**
   * How far two matrices are from inverse to each other: {@code |a b - I|}, as the largest sum of
   * magnitudes in a column. By hand, as decoders come here and would wait for the matrix library.
   */
  private static double gap(double[][] a, double[][] b) {
    double[] sums = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      double[] row = new double[a.length];
      for (int k = 0; k < a.length; k++) {
        for (int j = 0; j < a.length; j++) {
          row[j] += a[i][k] * b[k][j];
        }
      }
      row[i] -= 1;
      for (int j = 0; j < a.length; j++) {
        sums[j] += Math.abs(row[j]);
      }
    }
    return Arrays.stream(sums).max().orElse(0);
  }

  /** No change but for the mean: {@code y = z - mean}. */
  public static Whitening none(double... mean) {
    double[] ones = new double[mean.length];
    Arrays.fill(ones, 1);
    return diagonal(ones, mean);
  }

  /**
   * Entry by entry: {@code y = scale * (z - mean)}, for codes without a metric. Kept as vectors,
   * however long a code is; the inverse is the reciprocal, rounded.
   */
  public static Whitening diagonal(double[] scale, double... mean) {
    Codes.requireDimension("whitening scale", scale.length, mean.length);
    Codes.requirePositive("whitening scale", scale);
    Codes.requireFinite("whitening mean", mean);
    double[] reciprocal = Arrays.stream(scale).map(s -> 1 / s).toArray();
    Codes.requirePositive("reciprocal of the whitening scale", reciprocal);
    return new Whitening(new LinearMap.Diagonal(scale), new LinearMap.Diagonal(reciprocal), mean);
  }

  /**
   * Fitted to training codes and the mean of their Gauss-Newton matrices: with {@code U = chol(A +
   * 1e-3 mean(diag A) I)^T} and V the eigenvectors of cov(U z) by descending eigenvalue, each with
   * its entry of largest magnitude positive, {@code T = V^T U} and mean = mean of the codes.
   *
   * @param codes {@code [signals][dim]}, at least 2
   * @param metric mean of {@code J^T J} as {@code [dim][dim]}, in squared error summed over all
   *     samples of a signal; symmetric, positive semi-definite
   * @throws IllegalArgumentException if the metric is not so
   */
  public static Whitening fit(double[][] codes, double[][] metric) {
    Codes.requireTable(2, codes);
    int d = codes[0].length;
    Codes.requireDimension("metric rows", metric.length, d);
    double trace = 0;
    for (int i = 0; i < d; i++) {
      Codes.requireDimension("metric row", metric[i].length, d);
      Codes.requireFinite("metric row", metric[i]);
      trace += metric[i][i];
    }
    if (!(trace > 0)) {
      throw new IllegalArgumentException("metric: trace " + trace + "; expected greater than 0");
    }
    RealMatrix ridged = new Array2DRowRealMatrix(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        ridged.setEntry(i, j, (metric[i][j] + metric[j][i]) / 2);
      }
      ridged.addToEntry(i, i, RIDGE * trace / d);
    }
    RealMatrix u;
    try {
      u = new CholeskyDecomposition(ridged).getLT();
    } catch (NonPositiveDefiniteMatrixException e) {
      throw new IllegalArgumentException("metric: not positive semi-definite", e);
    }
    RealMatrix spread = u.multiply(covariance(codes)).multiply(u.transpose());
    RealMatrix v = orderedEigenvectors(spread);
    RealMatrix forward = v.transpose().multiply(u);
    RealMatrix inverse = new LUDecomposition(forward).getSolver().getInverse();
    return of(forward.getData(), inverse.getData(), mean(codes));
  }

  /** Number of entries of a code. */
  public int dimension() {
    return mean.length;
  }

  /** {@code T (z - mean)}. */
  public double[] forward(double... z) {
    Codes.requireDimension("code", z.length, mean.length);
    double[] centred = z.clone();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= mean[i];
    }
    return forward.apply(centred);
  }

  /** {@code T^-1 y + mean}. */
  public double[] inverse(double... y) {
    Codes.requireDimension("whitened code", y.length, mean.length);
    double[] z = inverse.apply(y);
    for (int i = 0; i < z.length; i++) {
      z[i] += mean[i];
    }
    return z;
  }

  /** Pullback of {@link #forward}: {@code T^T c}. */
  public double[] pullForward(double... cotangent) {
    Codes.requireDimension("cotangent", cotangent.length, mean.length);
    return forward.transposed(cotangent);
  }

  /** Pullback of {@link #inverse}: {@code T^-T c}. */
  public double[] pullInverse(double... cotangent) {
    Codes.requireDimension("cotangent", cotangent.length, mean.length);
    return inverse.transposed(cotangent);
  }

  /** Derivatives by the whitened code from those by the code: {@code T^-T rows}. */
  public double[][] pullInverseRows(double[]... rows) {
    Codes.requireDimension("rows", rows.length, mean.length);
    return inverse.transposedRows(rows);
  }

  /** The scale of each entry, where entries are not mixed. */
  public Optional<double[]> scale() {
    return forward instanceof LinearMap.Diagonal diagonal
        ? Optional.of(diagonal.entries().clone())
        : Optional.empty();
  }

  /** A copy of T as {@code [dim][dim]}, zeros included. */
  public double[][] forwardMatrix() {
    return forward.matrix();
  }

  /** A copy of the stored inverse as {@code [dim][dim]}, zeros included. */
  public double[][] inverseMatrix() {
    return inverse.matrix();
  }

  /** A copy of the mean. */
  public double[] mean() {
    return mean.clone();
  }

  private static RealMatrix orderedEigenvectors(RealMatrix symmetric) {
    // Products above leave asymmetries in the last bits, which the decomposition would refuse.
    RealMatrix even = symmetric.add(symmetric.transpose()).scalarMultiply(0.5);
    // The decomposition's thresholds are absolute: of small numbers it would not end. By a power of
    // two no bit of its vectors changes.
    int exponent = Math.getExponent(Math.max(Double.MIN_NORMAL, even.getNorm()));
    RealMatrix scaled = even.scalarMultiply(StrictMath.scalb(1.0, -exponent));
    RealMatrix vectors;
    try {
      vectors = new EigenDecomposition(scaled).getV();
    } catch (MaxCountExceededException e) { // fewer codes than dimensions, in an unlucky basis
      vectors = new SingularValueDecomposition(scaled).getU();
    }
    for (int k = 0; k < vectors.getColumnDimension(); k++) {
      double[] vector = vectors.getColumn(k);
      double largest = 0;
      for (double entry : vector) {
        largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
      }
      if (largest < 0) {
        vectors.setColumn(k, Arrays.stream(vector).map(x -> -x).toArray());
      }
    }
    return vectors;
  }

  private static RealMatrix covariance(double[]... codes) {
    // The library's class asks for two columns.
    if (codes[0].length == 1) {
      double[] column = Arrays.stream(codes).mapToDouble(code -> code[0]).toArray();
      double variance = new Variance().evaluate(column);
      return new Array2DRowRealMatrix(new double[][] {{variance}});
    }
    return new Covariance(codes).getCovarianceMatrix();
  }

  /** Mean of codes {@code [signals][dim]}, summed in order. */
  public static double[] mean(double[]... codes) {
    double[] mean = new double[codes[0].length];
    for (double[] code : codes) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += code[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= codes.length;
    }
    return mean;
  }
}
