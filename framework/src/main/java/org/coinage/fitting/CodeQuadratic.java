package org.coinage.fitting;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.coinage.quantization.Whitening;

/**
 * The squared error of a reconstruction around a code, {@code error + 2 gradient^T x + x^T matrix
 * x} for a small change x of the code: Gauss and Newton's model, in squared error summed over all
 * samples of the signal.
 *
 * @param error at the code itself
 * @param gradient {@code J^T r}, {@code [codeDim]}
 * @param matrix {@code J^T J}, {@code [codeDim, codeDim]} row-major
 */
public record CodeQuadratic(double error, double[] gradient, double[] matrix) {

  private static final double SYMMETRIC = 1e-6;

  /** The same model for changes of the whitened code; its matrix is symmetric to the last bit. */
  CodeQuadratic in(Whitening whitening) {
    double[][] half = whitening.pullInverseRows(rows(matrix));
    double[][] transposed = new double[half.length][half.length];
    for (int i = 0; i < half.length; i++) {
      for (int j = 0; j < half.length; j++) {
        transposed[i][j] = half[j][i];
      }
    }
    double[][] whole = whitening.pullInverseRows(transposed);
    int d = dimension();
    double[] turned = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        // Entries that cancel to nearly nothing differ by rounding, which no tolerance relative to
        // them would bear.
        turned[i * d + j] = 0.5 * (whole[i][j] + whole[j][i]);
      }
    }
    return new CodeQuadratic(error, whitening.pullInverse(gradient), turned);
  }

  private double[][] rows(double... square) {
    double[][] rows = new double[dimension()][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(square, i * dimension(), (i + 1) * dimension()));
    return rows;
  }

  /** Length of a code. */
  public int dimension() {
    return gradient.length;
  }

  /** An entry of the diagonal of the matrix. */
  public double diagonal(int i) {
    return matrix[i * gradient.length + i];
  }

  /** The error that the model expects after a change of the code. */
  public double predicted(double... change) {
    double sum = error;
    for (int i = 0; i < change.length; i++) {
      double slope = 2 * gradient[i];
      for (int j = 0; j < change.length; j++) {
        slope += matrix[i * change.length + j] * change[j];
      }
      sum += slope * change[i];
    }
    return sum;
  }

  /**
   * {@code (matrix + diag(added))^-1 right}.
   *
   * @throws org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException if that has no
   *     Cholesky factor: add more
   */
  public double[] solve(double[] added, double[] right) {
    return solver(added).solve(new ArrayRealVector(right, false)).toArray();
  }

  /** Solves for {@code matrix + diag(added)}, as often as one likes. */
  DecompositionSolver solver(double... added) {
    int d = gradient.length;
    RealMatrix system = new Array2DRowRealMatrix(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        system.setEntry(i, j, matrix[i * d + j]);
      }
      system.addToEntry(i, i, added[i]);
    }
    return new CholeskyDecomposition(system, SYMMETRIC, 0).getSolver();
  }

  /**
   * A share of the diagonal, to be added to it (Marquardt 1963), with a little more that lets a
   * dimension rest which nothing depends on.
   */
  double[] damping(double share) {
    double mean = 0;
    for (int i = 0; i < dimension(); i++) {
      mean += diagonal(i) / dimension();
    }
    double[] added = new double[dimension()];
    for (int i = 0; i < added.length; i++) {
      added[i] = share * (diagonal(i) + 1e-6 * mean) + Double.MIN_NORMAL;
    }
    return added;
  }
}
