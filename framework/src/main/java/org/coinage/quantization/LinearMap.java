package org.coinage.quantization;

import java.util.Arrays;

/** A square matrix that is applied to codes, in a stated order; immutable. */
sealed interface LinearMap {

  /** {@code M x}. */
  double[] apply(double... x);

  /** {@code M^T c}. */
  double[] transposed(double... c);

  /** {@code M^T rows}. */
  double[][] transposedRows(double[]... rows);

  /** M as a copy, {@code [dim][dim]}. */
  double[][] matrix();

  /** All entries, row by row. Sums in index order, each product rounded before it is added. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Dense(double[][] rows) implements LinearMap {

    public Dense {
      rows = copy(rows);
    }

    @Override
    public double[] apply(double... x) {
      double[] out = new double[x.length];
      for (int i = 0; i < out.length; i++) {
        double sum = 0;
        for (int j = 0; j < out.length; j++) {
          sum += rows[i][j] * x[j];
        }
        out[i] = sum;
      }
      return out;
    }

    @Override
    public double[] transposed(double... c) {
      double[] out = new double[c.length];
      for (int i = 0; i < out.length; i++) {
        for (int j = 0; j < out.length; j++) {
          out[j] += rows[i][j] * c[i];
        }
      }
      return out;
    }

    @Override
    public double[][] transposedRows(double[]... given) {
      double[][] out = new double[given.length][given[0].length];
      for (int j = 0; j < given.length; j++) {
        for (int i = 0; i < out.length; i++) {
          double factor = rows[j][i];
          for (int k = 0; k < out[i].length; k++) {
            out[i][k] += factor * given[j][k];
          }
        }
      }
      return out;
    }

    @Override
    public double[][] matrix() {
      return copy(rows);
    }

    private static double[][] copy(double[]... matrix) {
      return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    }
  }

  /** The diagonal alone: one product an entry, for codes of tens of thousands of weights. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Diagonal(double[] entries) implements LinearMap {

    public Diagonal {
      entries = entries.clone();
    }

    @Override
    public double[] apply(double... x) {
      double[] out = new double[x.length];
      Arrays.setAll(out, i -> entries[i] * x[i]);
      return out;
    }

    @Override
    public double[] transposed(double... c) {
      return apply(c);
    }

    @Override
    public double[][] transposedRows(double[]... rows) {
      double[][] out = new double[rows.length][rows[0].length];
      for (int i = 0; i < out.length; i++) {
        for (int k = 0; k < out[i].length; k++) {
          out[i][k] = entries[i] * rows[i][k];
        }
      }
      return out;
    }

    @Override
    public double[][] matrix() {
      double[][] rows = new double[entries.length][entries.length];
      for (int i = 0; i < entries.length; i++) {
        rows[i][i] = entries[i];
      }
      return rows;
    }
  }
}
