package org.coinage.training;

import java.util.Objects;
import org.coinage.quantization.RateFamily;

/**
 * Settings of quantization-aware retraining.
 *
 * @param steps outer steps
 * @param lambda price of a bit per point, in mean squared error
 * @param noiseFraction share of the steps with uniform noise in place of rounding; the rest round
 *     and pass gradients straight through
 * @param initialStep starting step of the quantizer in whitened units, as a factor on the optimum
 *     at high resolution
 * @param rate density by which the rate of the integers is estimated
 */
public record QuantizationAwareSettings(
    long steps, double lambda, double noiseFraction, double initialStep, RateFamily rate) {

  /** Validates the settings. */
  public QuantizationAwareSettings {
    Objects.requireNonNull(rate, "rate");
    if (steps < 1) {
      throw new IllegalArgumentException("steps = " + steps + " must be at least 1");
    }
    if (!(lambda > 0 && lambda <= 100)) {
      throw new IllegalArgumentException("lambda = " + lambda + " must be in (0, 100]");
    }
    if (!(noiseFraction >= 0 && noiseFraction <= 1)) {
      throw new IllegalArgumentException("noiseFraction = " + noiseFraction + " must be in [0, 1]");
    }
    if (!(initialStep > 0 && initialStep <= 100)) {
      throw new IllegalArgumentException("initialStep = " + initialStep + " must be in (0, 100]");
    }
  }
}
