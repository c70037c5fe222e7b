package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits {@link CodeModel}s to the integers of training codes, {@code [signals][dim]}. */
public final class CodeModelFit {

  /** Pseudo-counts of the smooth density that joins a dimension's histogram. */
  public static final double PSEUDO_COUNTS = 12;

  /** How many integers beyond the observed ones a table supports on either side. */
  private static final int MARGIN = 2;

  /** Wider dimensions get a table around their median, and escapes for the rest. */
  private static final int MAX_SUPPORT = 4096;

  private CodeModelFit() {}

  /**
   * COIN++: one histogram for all dimensions, with a count of 1 where there was none. The escape
   * takes the least there is, 1 of 2^16.
   *
   * @param levels symbols are 0 to this less one; at most {@link FrequencyTable#MAX_SYMBOLS}
   */
  public static CodeModel coinPlusPlus(int[][] codes, int levels) {
    int dimension = requireCodes(codes);
    long[] counts = SymbolHistogram.of(codes, levels).withoutZeros().counts();
    double[] weights = Arrays.stream(counts).asDoubleStream().toArray();
    return CodeModel.shared(dimension, FrequencyTable.ofWeights(0, weights, 0));
  }

  /**
   * A table for each dimension: its histogram, plus {@link #PSEUDO_COUNTS} of a Gaussian and
   * Laplace mixture fitted to the same integers. A dimension whose symbol never changes is not
   * coded.
   */
  public static CodeModel perDimension(int[]... codes) {
    int dimension = requireCodes(codes);
    List<SymbolTable> tables = new ArrayList<>(dimension);
    for (int d = 0; d < dimension; d++) {
      int[] column = new int[codes.length];
      for (int i = 0; i < column.length; i++) {
        column[i] = codes[i][d];
      }
      tables.add(table(column));
    }
    return CodeModel.perDimension(tables);
  }

  /**
   * A table for each run of consecutive dimensions, as for the tensors of a network, fitted like
   * those of {@link #perDimension} to the integers of all dimensions of the run.
   *
   * @param lengths of the runs, which cover the codes
   */
  public static CodeModel perRun(int[][] codes, int... lengths) {
    int dimension = requireCodes(codes);
    if (Arrays.stream(lengths).sum() != dimension) {
      throw new IllegalArgumentException(
          "runs " + Arrays.toString(lengths) + " do not cover codes of " + dimension);
    }
    List<SymbolTable> tables = new ArrayList<>(lengths.length);
    int start = 0;
    for (int length : lengths) {
      int[] symbols = new int[codes.length * length];
      for (int i = 0; i < codes.length; i++) {
        System.arraycopy(codes[i], start, symbols, i * length, length);
      }
      tables.add(table(symbols));
      start += length;
    }
    return CodeModel.perRun(tables, lengths);
  }

  /**
   * A model that codes patches with regard to their neighbours, and dimensions with regard to how
   * busy those before them were, as far as that pays: classes of activity, prediction, and tables
   * that adapt are kept by what they save on signals held out of the fit. Its own tables are those
   * of {@code base}; it is {@code base} where the signals are too few to judge.
   *
   * @param base fitted to codes of single patches
   * @param signals codes of whole training signals, projected ({@link CodeModel#project}) onto
   *     {@code base}; those in one piece are looked at only where all are
   */
  public static CodeModel withContext(CodeModel base, List<PictureCodes> signals) {
    return ContextChoice.of(base, signals);
  }

  /** The table of one dimension's integers, which are sorted in place. */
  static SymbolTable table(int... column) {
    Arrays.sort(column);
    if (column[0] == column[column.length - 1]) {
      return new ConstantSymbol(column[0]);
    }
    long median = column[column.length / 2];
    long min = Math.max((long) column[0] - MARGIN, median - MAX_SUPPORT / 2);
    long max = Math.min((long) column[column.length - 1] + MARGIN, median + MAX_SUPPORT / 2 - 1);
    min = Math.max(min, Integer.MIN_VALUE);
    max = Math.min(max, Integer.MAX_VALUE);
    SmoothDensity density = SmoothDensity.fit(column);
    double[] weights = new double[(int) (max - min + 1)];
    double outside = 1;
    for (int i = 0; i < weights.length; i++) {
      double mass = density.mass(min + i);
      weights[i] = PSEUDO_COUNTS * mass;
      outside -= mass;
    }
    double escape = PSEUDO_COUNTS * Math.max(0, outside);
    for (int symbol : column) {
      if (symbol >= min && symbol <= max) {
        weights[(int) (symbol - min)]++;
      } else {
        escape++;
      }
    }
    return FrequencyTable.ofWeights((int) min, weights, escape);
  }

  private static int requireCodes(int[]... codes) {
    if (codes.length == 0 || codes[0].length == 0) {
      throw new IllegalArgumentException("training codes: none; expected at least one symbol");
    }
    for (int[] code : codes) {
      if (code.length != codes[0].length) {
        throw new IllegalArgumentException(
            "training code: " + code.length + " symbols; expected " + codes[0].length);
      }
    }
    return codes[0].length;
  }
}
