package org.coinage.quantization;

import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * COIN++'s quantizer, fitted after learning: one mean and deviation for all entries of all training
 * codes, clipped to a range in deviations, 2^bits levels with one at each end (Dupont et al. 2022,
 * section 3.3 and their published code).
 *
 * <p>With {@code L = 2^bits - 1}: {@code symbol = rint(((z - mean) / deviation clipped to [-range,
 * range] + range) / (2 * range) * L)}, half to even; {@code z = mean + deviation * (symbol / L * (2
 * * range) - range)}, evaluated as written, left to right.
 *
 * @param dimension entries of a code
 * @param mean of all training latents
 * @param deviation of all training latents, greater than 0
 * @param range half the coded range, in deviations, greater than 0
 * @param bits per entry before entropy coding, 1 to 16
 */
public record UniformQuantizer(int dimension, double mean, double deviation, double range, int bits)
    implements CodeQuantizer {

  /** Validates. */
  public UniformQuantizer {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension: " + dimension + "; expected at least 1");
    }
    Codes.requireFinite("mean", mean);
    Codes.requirePositive("deviation", deviation);
    Codes.requirePositive("range", range);
    if (bits < 1 || bits > 16) {
      throw new IllegalArgumentException("bits: " + bits + "; expected 1 to 16");
    }
  }

  /**
   * Fitted to training codes {@code [signals, dim]}: scalar mean, unbiased deviation.
   *
   * @throws IllegalArgumentException if all latents are equal
   */
  public static UniformQuantizer fit(double[][] codes, double range, int bits) {
    Codes.requireTable(1, codes);
    int dimension = codes[0].length;
    double[] all = new double[codes.length * dimension];
    for (int i = 0; i < codes.length; i++) {
      System.arraycopy(codes[i], 0, all, i * dimension, dimension);
    }
    double mean = new Mean().evaluate(all);
    double deviation = new StandardDeviation(true).evaluate(all, mean);
    return new UniformQuantizer(dimension, mean, deviation, range, bits);
  }

  /** Number of levels: symbols are 0 to this less one. */
  public int levels() {
    return 1 << bits;
  }

  @Override
  public int[] quantize(double... code) {
    Codes.requireDimension("code", code.length, dimension);
    Codes.requireFinite("code", code);
    int[] symbols = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      double clipped = Math.max(-range, Math.min(range, (code[i] - mean) / deviation));
      symbols[i] = (int) Math.rint((clipped + range) / (2 * range) * (levels() - 1));
    }
    return symbols;
  }

  @Override
  public double[] dequantize(int... symbols) {
    Codes.requireDimension("symbols", symbols.length, dimension);
    double[] code = new double[dimension];
    double top = levels() - 1;
    for (int i = 0; i < dimension; i++) {
      code[i] = mean + deviation * (symbols[i] / top * (2 * range) - range);
    }
    return code;
  }

  /** Zero where the code is clipped, its ends not included. */
  @Override
  public double[] pullStraightThrough(double[] code, double... cotangent) {
    double[] pulled = cotangent.clone();
    for (int i = 0; i < pulled.length; i++) {
      pulled[i] = Math.abs(code[i] - mean) > range * deviation ? 0 : pulled[i];
    }
    return pulled;
  }
}
