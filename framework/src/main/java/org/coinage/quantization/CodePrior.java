package org.coinage.quantization;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * What codes are like before the signal is seen: independent Gaussians in whitened coordinates.
 * Without it an encoder spends bits on directions that hardly change the signal. Fitted to codes
 * after a few plain steps, never to codes that were made with a prior, which would shrink it.
 *
 * @param mean {@code [dim]} in whitened units
 * @param deviation {@code [dim]} in whitened units, greater than 0
 */
public record CodePrior(double[] mean, double[] deviation) {

  /**
   * Deviation in steps below which a dimension is not worth its bits. Reverse water-filling gives
   * {@code 1/sqrt(12)} for rates that may be small at will; with integers that leave the middle one
   * code in eighty, a fifth measured best.
   */
  private static final double SILENT = 0.2;

  /** Checks the numbers and copies them. */
  public CodePrior {
    Codes.requireDimension("prior deviation", deviation.length, mean.length);
    Codes.requireFinite("prior mean", mean);
    Codes.requirePositive("prior deviation", deviation);
    mean = mean.clone();
    deviation = deviation.clone();
  }

  /**
   * Fitted to codes {@code [signals][dim]}, at least 2.
   *
   * @param whitening into whose coordinates the codes are taken
   */
  public static CodePrior fit(Whitening whitening, double[]... codes) {
    Codes.requireTable(2, codes);
    double[][] whitened = Arrays.stream(codes).map(whitening::forward).toArray(double[][]::new);
    double[] mean = new double[whitening.dimension()];
    double[] deviation = new double[mean.length];
    for (int d = 0; d < mean.length; d++) {
      int dimension = d;
      double[] column = Arrays.stream(whitened).mapToDouble(y -> y[dimension]).toArray();
      mean[d] = new Mean().evaluate(column);
      deviation[d] = Math.max(Float.MIN_NORMAL, new StandardDeviation(true).evaluate(column));
    }
    return new CodePrior(mean, deviation);
  }

  /**
   * Dimensions that are not worth a bit, with the symbol each stays at: those that deviate by less
   * than a fifth of a step (after reverse water-filling; Cover and Thomas, Elements of Information
   * Theory, sec. 10.3.3).
   *
   * @throws IllegalArgumentException if the quantizer has another number of dimensions
   */
  public Map<Integer, Integer> constants(WhitenedQuantizer quantizer) {
    double[] centre = quantizer.centre();
    double[] step = quantizer.step();
    Codes.requireDimension("step", step.length, mean.length);
    Map<Integer, Integer> constants = new LinkedHashMap<>();
    for (int i = 0; i < step.length; i++) {
      if (deviation[i] < SILENT * step[i]) {
        constants.put(i, (int) Math.rint((mean[i] - centre[i]) / step[i]));
      }
    }
    return constants;
  }

  /** Number of entries of a code. */
  public int dimension() {
    return mean.length;
  }

  @Override
  public double[] mean() {
    return mean.clone();
  }

  @Override
  public double[] deviation() {
    return deviation.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodePrior prior
        && Arrays.equals(mean, prior.mean)
        && Arrays.equals(deviation, prior.deviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }
}
