package org.coinage.fitting;

import org.coinage.quantization.CodePrior;

/**
 * The code of a signal given both the signal and what codes are like: squared error plus the price
 * of the bits that a Gaussian prior asks for, {@code E(y) + price sum (y_i - m_i)^2 / (2 ln 2
 * (s_i^2 + 0.08 step_i^2))}, to second order around a code. All in whitened units; Bayes calls its
 * mode the MAP estimate.
 *
 * <p>The price of a bit is what it is worth at high resolution: halving a step of one dimension
 * costs a bit and saves {@code 2 ln 2 / 12} of {@code step^2 A_ii} in squared error.
 *
 * @param mode {@code [dim]}
 * @param matrix {@code [dim, dim]} row-major: {@code J^T J} plus the prior's precision
 * @param price squared error that one bit is worth
 */
public record Posterior(double[] mode, double[] matrix, double price) {

  private static final double LN_2 = Math.log(2);

  /** Variance of what rounding adds, with a little for tables that are not fitted perfectly. */
  private static final double ROUNDING = 0.08;

  /** Share of the diagonal that keeps a step inside the model's reach, where that is not known. */
  public static final double RIDGE = 1e-3;

  /**
   * The posterior as seen from a code.
   *
   * @param model at that code, in whitened coordinates
   * @param whitened the code, {@code [dim]}
   * @param step of the quantizer, {@code [dim]} in whitened units
   * @param ridge share of the diagonal that is added to it: more keeps the mode nearer to the code
   */
  public static Posterior of(
      CodeQuadratic model, double[] whitened, CodePrior prior, double[] step, double ridge) {
    int d = whitened.length;
    double price = price(model, step);
    double[] mean = prior.mean();
    double[] deviation = prior.deviation();
    double[] added = new double[d];
    double[] right = new double[d];
    double[] matrix = model.matrix().clone();
    for (int i = 0; i < d; i++) {
      double variance = deviation[i] * deviation[i] + ROUNDING * step[i] * step[i];
      double precision = price / (2 * LN_2 * variance);
      matrix[i * d + i] += precision;
      added[i] = precision + ridge * model.diagonal(i);
      right[i] = precision * (mean[i] - whitened[i]) - model.gradient()[i];
    }
    double[] mode = model.solve(added, right);
    for (int i = 0; i < d; i++) {
      mode[i] += whitened[i];
    }
    return new Posterior(mode, matrix, price);
  }

  /** Squared error that a bit is worth with these steps. */
  public static double price(CodeQuadratic model, double[] step) {
    double sum = 0;
    for (int i = 0; i < step.length; i++) {
      sum += model.diagonal(i) * step[i] * step[i];
    }
    return 2 * LN_2 / 12 * sum / step.length;
  }
}
