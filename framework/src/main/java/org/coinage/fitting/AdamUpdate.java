package org.coinage.fitting;

/**
 * One update of Adam (Kingma and Ba 2015) in binary64: bias-corrected moments, epsilon added to the
 * corrected root as in the paper and in PyTorch. Stateless; moments are the caller's.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the corrected root
 */
public record AdamUpdate(double beta1, double beta2, double epsilon) {

  /** The usual settings. */
  public static final AdamUpdate STANDARD = new AdamUpdate(0.9, 0.999, 1e-8);

  /**
   * Takes numbers and their moments through an update, in place.
   *
   * @param updates number of this update, from 1
   * @param first running mean of the gradient
   * @param second running mean of its square
   * @param offset where the moments of these numbers begin
   * @param gradient by the numbers
   * @param scale factor on the gradient
   * @param rate learning rate
   * @param numbers moved against the gradient
   */
  public void step(
      int updates,
      double[] first,
      double[] second,
      int offset,
      double[] gradient,
      double scale,
      double rate,
      double[] numbers) {
    double unbiased = 1 / (1 - StrictMath.pow(beta1, updates));
    double unbiasedSquare = 1 / (1 - StrictMath.pow(beta2, updates));
    for (int i = 0; i < gradient.length; i++) {
      double g = scale * gradient[i];
      double m = beta1 * first[offset + i] + (1 - beta1) * g;
      double v = beta2 * second[offset + i] + (1 - beta2) * g * g;
      first[offset + i] = m;
      second[offset + i] = v;
      numbers[i] -= rate * (m * unbiased) / (Math.sqrt(v * unbiasedSquare) + epsilon);
    }
  }
}
