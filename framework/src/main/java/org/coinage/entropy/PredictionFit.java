package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * Fits {@link ResidualPrediction}s by least squares. Features are the neighbours' symbols in the
 * dimensions of most variance; each dimension takes them one after the other, that which explains
 * most of what is left first (orthogonal matching pursuit), as long as they explain enough.
 */
final class PredictionFit {

  /** Dimensions that are predicted and predict. */
  private static final int MOST_DIMENSIONS = 32;

  /** Below it nearly all symbols are equal, and there is nothing to predict. */
  private static final double LEAST_VARIANCE = 0.1;

  private static final int MOST_TERMS = 8;

  /** Part of the remaining square error that a further term must explain. */
  private static final double LEAST_GAIN = 0.004;

  /** Part of each feature's energy added to it, against weights of features that are alike. */
  private static final double RIDGE = 1e-3;

  private static final int SIDES = 3;

  private final int slots;
  private final int[] busiest;
  private final double[][] gram;

  PredictionFit(PatchSequence symbols) {
    this.slots = symbols.slots();
    this.busiest = busiest(symbols.codes());
    int features = (slots + 1) * busiest.length;
    this.gram = new double[features][features];
    for (int i = 0; i < symbols.size(); i++) {
      add(row(symbols, i));
    }
  }

  private void add(double... row) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        for (int j = 0; j < row.length; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
  }

  /** The neighbours' symbols by slot, then the code's own. */
  private double[] row(PatchSequence symbols, int index) {
    double[] row = new double[(slots + 1) * busiest.length];
    for (int slot = 0; slot <= slots; slot++) {
      int[] code = slot == slots ? symbols.codes()[index] : symbols.neighbour(index, slot);
      for (int i = 0; code != null && i < busiest.length; i++) {
        row[slot * busiest.length + i] = ResidualPrediction.clamp(code[busiest[i]]);
      }
    }
    return row;
  }

  private static int[] busiest(int[]... codes) {
    double[] variances = new double[codes[0].length];
    for (int d = 0; d < variances.length; d++) {
      int dimension = d;
      variances[d] =
          new Variance(false)
              .evaluate(
                  Arrays.stream(codes)
                      .mapToDouble(code -> ResidualPrediction.clamp(code[dimension]))
                      .toArray());
    }
    return IntStream.range(0, variances.length)
        .filter(d -> variances[d] >= LEAST_VARIANCE)
        .boxed()
        .sorted(Comparator.comparingDouble(d -> -variances[d]))
        .limit(MOST_DIMENSIONS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The prediction of a dimension, which may be none. */
  ResidualPrediction of(int dimension) {
    int position =
        IntStream.range(0, busiest.length)
            .filter(i -> busiest[i] == dimension)
            .findFirst()
            .orElse(-1);
    if (position < 0) {
      return ResidualPrediction.NONE;
    }
    int target = slots * busiest.length + position;
    List<Integer> chosen = new ArrayList<>();
    double[] weights = {};
    double left = gram[target][target];
    while (chosen.size() < MOST_TERMS) {
      int best = best(target, chosen, weights);
      if (best < 0) {
        break;
      }
      chosen.add(best);
      double[] next = solve(target, chosen);
      double error = error(target, chosen, next);
      if (left - error < LEAST_GAIN * left) {
        chosen.remove(chosen.size() - 1);
        break;
      }
      weights = next;
      left = error;
    }
    return prediction(chosen, weights);
  }

  private int best(int target, List<Integer> chosen, double... weights) {
    int best = -1;
    double most = 0;
    for (int f = 0; f < slots * busiest.length; f++) {
      double correlation = gram[f][target];
      for (int i = 0; i < weights.length; i++) {
        correlation -= weights[i] * gram[f][chosen.get(i)];
      }
      double explained = gram[f][f] > 0 ? correlation * correlation / gram[f][f] : 0;
      if (explained > most && !chosen.contains(f)) {
        best = f;
        most = explained;
      }
    }
    return best;
  }

  private double[] solve(int target, List<Integer> chosen) {
    int n = chosen.size();
    RealMatrix normal = new Array2DRowRealMatrix(n, n);
    ArrayRealVector right = new ArrayRealVector(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        normal.setEntry(i, j, gram[chosen.get(i)][chosen.get(j)] * (i == j ? 1 + RIDGE : 1));
      }
      right.setEntry(i, gram[chosen.get(i)][target]);
    }
    return new CholeskyDecomposition(normal, 1e-9, 0).getSolver().solve(right).toArray();
  }

  private double error(int target, List<Integer> chosen, double... weights) {
    double error = gram[target][target];
    for (int i = 0; i < weights.length; i++) {
      error -= 2 * weights[i] * gram[chosen.get(i)][target];
      for (int j = 0; j < weights.length; j++) {
        error += weights[i] * weights[j] * gram[chosen.get(i)][chosen.get(j)];
      }
    }
    return error;
  }

  private ResidualPrediction prediction(List<Integer> chosen, double... weights) {
    List<ResidualPrediction.Term> terms = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      int weight = (int) Math.rint(weights[i] * (1 << ResidualPrediction.FRACTION_BITS));
      if (weight != 0 && Math.abs(weight) <= ResidualPrediction.MAX_WEIGHT) {
        int feature = chosen.get(i);
        terms.add(
            new ResidualPrediction.Term(
                feature / busiest.length, busiest[feature % busiest.length], weight));
      }
    }
    return terms.isEmpty() ? ResidualPrediction.NONE : new ResidualPrediction(SIDES, terms);
  }
}
