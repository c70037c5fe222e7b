package org.coinage.experiments.baseline;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mean and leading principal directions of a set of vectors, by subspace iteration with a final
 * Rayleigh-Ritz step (Halko, Martinsson, Tropp: "Finding structure with randomness", 2011): the
 * covariance of 3072 dimensions is never formed, let alone decomposed. Immutable by contract.
 */
final class PrincipalComponents {

  /** Extra directions carried along, which make the wanted ones converge sooner. */
  private static final int OVERSAMPLING = 16;

  private static final int ITERATIONS = 8;

  /** Squared singular values below this share of the largest are rounding errors. */
  private static final double NEGLIGIBLE = 1e-13;

  private final double[] mean;
  private final double[] variances;
  private final INDArray directions;

  private PrincipalComponents(double[] mean, double[] variances, INDArray directions) {
    this.mean = mean;
    this.variances = variances;
    this.directions = directions;
  }

  /**
   * The directions of largest variance, at most {@code wanted}; fewer where the data have fewer.
   *
   * @param rows {@code [vectors][dim]}, at least two
   */
  static PrincipalComponents fit(double[][] rows, int wanted, RandomGenerator random) {
    INDArray data = Nd4j.createFromArray(rows);
    INDArray mean = data.mean(0);
    data.subiRowVector(mean);
    int dimension = rows[0].length;
    int width = Math.min(Math.min(wanted + OVERSAMPLING, rows.length), dimension);
    double[][] start = new double[dimension][width];
    for (double[] row : start) {
      for (int i = 0; i < width; i++) {
        row[i] = random.nextGaussian();
      }
    }
    INDArray basis = orthonormal(Nd4j.createFromArray(start));
    for (int i = 0; i < ITERATIONS; i++) {
      basis = orthonormal(data.transpose().mmul(data.mmul(basis)));
    }
    INDArray projected = data.mmul(basis);
    EigenDecomposition ritz = eigen(projected.transpose().mmul(projected));
    double[] energies = ritz.getRealEigenvalues();
    int kept = 0;
    while (kept < Math.min(wanted, energies.length) && energies[kept] > NEGLIGIBLE * energies[0]) {
      kept++;
    }
    double[] variances = new double[kept];
    double[][] rotation = new double[energies.length][kept];
    for (int i = 0; i < kept; i++) {
      variances[i] = energies[i] / rows.length;
      for (int j = 0; j < energies.length; j++) {
        rotation[j][i] = ritz.getV().getEntry(j, i);
      }
    }
    if (kept == 0) {
      throw new BaselineException("PCA: all training images are equal");
    }
    INDArray directions = basis.mmul(Nd4j.createFromArray(rotation));
    return new PrincipalComponents(mean.toDoubleVector(), variances, directions);
  }

  /** An orthonormal basis of the columns, those that depend on others left out. */
  private static INDArray orthonormal(INDArray columns) {
    // Twice is enough (Kahan, Parlett): the Gram matrix squares the condition of the columns.
    return onceOrthonormal(onceOrthonormal(columns));
  }

  private static INDArray onceOrthonormal(INDArray columns) {
    EigenDecomposition gram = eigen(columns.transpose().mmul(columns));
    double[] squares = gram.getRealEigenvalues();
    int rank = 0;
    while (rank < squares.length && squares[rank] > NEGLIGIBLE * squares[0]) {
      rank++;
    }
    double[][] scaled = new double[squares.length][rank];
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < squares.length; j++) {
        scaled[j][i] = gram.getV().getEntry(j, i) / Math.sqrt(squares[i]);
      }
    }
    return rank == 0 ? columns : columns.mmul(Nd4j.createFromArray(scaled));
  }

  /** Eigenvalues in decreasing order, of a matrix symmetric up to rounding. */
  private static EigenDecomposition eigen(INDArray symmetric) {
    double[][] matrix = symmetric.castTo(DataType.DOUBLE).toDoubleMatrix();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i];
      }
    }
    return new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
  }

  /** Number of directions. */
  int count() {
    return variances.length;
  }

  /** Length of a vector. */
  int dimension() {
    return mean.length;
  }

  /** Variances along the directions, in decreasing order. */
  double[] variances() {
    return variances.clone();
  }

  /** Coefficients {@code [vectors][count]} of vectors {@code [vectors][dim]}. */
  double[][] project(double[][] rows) {
    INDArray data = Nd4j.createFromArray(rows);
    data.subiRowVector(Nd4j.createFromArray(mean));
    return data.mmul(directions).toDoubleMatrix();
  }

  /** Vectors {@code [vectors][dim]} of coefficients {@code [vectors][count]}. */
  double[][] restore(double[][] coefficients) {
    INDArray data = Nd4j.createFromArray(coefficients).mmul(directions.transpose());
    return data.addiRowVector(Nd4j.createFromArray(mean)).toDoubleMatrix();
  }
}
