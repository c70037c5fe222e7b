package org.coinage.quantization;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;

/** Correlated codes and a metric with strong and weak directions. */
final class SampleCodes {

  private SampleCodes() {}

  static double[][] codes(int signals, int dimension) {
    RandomGenerator random = SeedTree.root(1).child("codes").generator();
    double[][] codes = new double[signals][dimension];
    for (double[] code : codes) {
      double common = random.nextGaussian();
      Arrays.setAll(code, i -> 0.3 * i + common + random.nextGaussian() / (1 + i));
    }
    return codes;
  }

  static double[][] metric(int dimension) {
    RandomGenerator random = SeedTree.root(1).child("metric").generator();
    double[][] metric = new double[dimension][dimension];
    for (int k = 0; k < dimension; k++) {
      double[] direction = new double[dimension];
      double weight = Math.exp(k / 2.0);
      Arrays.setAll(direction, i -> weight * random.nextGaussian());
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < dimension; j++) {
          metric[i][j] += direction[i] * direction[j];
        }
      }
    }
    return metric;
  }
}
