package org.coinage.experiments.run;

import java.util.Optional;
import org.coinage.quantization.RateFamily;
import org.coinage.training.QuantizationAwareSettings;

/** Whether the last stage retrains with quantization in the loop. */
public sealed interface QuantizationSettings {

  /** Price of a bit per pixel, in mean squared error, from which the quantizer's steps follow. */
  double lambda();

  /** What the results cannot tell, a sentence for their reader, if there is such. */
  default Optional<String> caveat() {
    return Optional.empty();
  }

  /**
   * No retraining: codes are whitened and rounded after training.
   *
   * @param lambda price of a bit per pixel, in mean squared error
   */
  record PostHoc(double lambda) implements QuantizationSettings {

    /** Validates the price. */
    public PostHoc {
      if (!(lambda > 0 && lambda <= 100)) {
        throw new IllegalArgumentException("lambda = " + lambda + " must be in (0, 100]");
      }
    }
  }

  /**
   * Retraining as the final stage.
   *
   * @param lambda price of a bit per pixel, in mean squared error
   * @param rate density by which the rate is estimated in the loss
   * @param noiseFraction share of the steps with noise in place of rounding
   * @param initialStep starting step of the quantizer, as a factor on the high-resolution optimum
   * @param calibration training signals on which the whitening is fitted
   * @param control whether an unquantized control takes as many further steps beside it
   * @param outer optimization of the stage
   */
  record Retraining(
      double lambda,
      RateFamily rate,
      double noiseFraction,
      double initialStep,
      int calibration,
      boolean control,
      OuterSettings outer)
      implements QuantizationSettings {

    /** Validates the settings. */
    public Retraining {
      if (calibration < 2) {
        throw new IllegalArgumentException("calibration = " + calibration + " must be at least 2");
      }
      QuantizationAwareSettings unused =
          new QuantizationAwareSettings(1, lambda, noiseFraction, initialStep, rate);
    }

    @Override
    public Optional<String> caveat() {
      return control
          ? Optional.empty()
          : Optional.of(
              "There is no control: what the retraining is worth cannot be told from what as many"
                  + " further steps without quantization would give (quantization.control = true"
                  + " trains one).");
    }

    QuantizationAwareSettings stage() {
      return new QuantizationAwareSettings(outer.steps(), lambda, noiseFraction, initialStep, rate);
    }
  }
}
