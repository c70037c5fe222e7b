package org.coinage.experiments.run;

import java.util.Map;
import org.coinage.fitting.StepSizes;
import org.coinage.meta.AdamOptimizer;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.LearningRates;
import org.coinage.meta.OuterStep;
import org.coinage.meta.QuantizerTensors;
import org.coinage.modulation.GatedCodes;

/**
 * The outer optimization of one stage.
 *
 * @param steps outer steps
 * @param learningRate of base network and modulation map
 * @param stepSizeLearningRate of learned inner step sizes
 * @param gateLearningRate of the log alpha that the inner loop's gates start from
 * @param quantizerLearningRate of the quantizer's steps, centres and deviations
 * @param schedule factor on all rates over the stage
 * @param clipNorm largest global norm of the gradient
 */
public record OuterSettings(
    long steps,
    double learningRate,
    double stepSizeLearningRate,
    double gateLearningRate,
    double quantizerLearningRate,
    LearningRateSchedule schedule,
    double clipNorm) {

  /** Validates the settings. */
  public OuterSettings {
    if (steps < 1 || steps > 1_000_000_000) {
      throw new IllegalArgumentException("steps = " + steps + " must be in [1, 1000000000]");
    }
    require("learningRate", learningRate);
    require("stepSizeLearningRate", stepSizeLearningRate);
    require("gateLearningRate", gateLearningRate);
    require("quantizerLearningRate", quantizerLearningRate);
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm = " + clipNorm + " must be positive");
    }
  }

  private static void require(String key, double rate) {
    if (!(rate >= 0 && rate <= 10)) {
      throw new IllegalArgumentException(key + " = " + rate + " must be in [0, 10]");
    }
  }

  /** The update these settings describe. */
  OuterStep step() {
    return new OuterStep(
        AdamOptimizer.STANDARD,
        new LearningRates(
            learningRate,
            Map.of(
                QuantizerTensors.PREFIX,
                quantizerLearningRate,
                StepSizes.TENSOR,
                stepSizeLearningRate,
                GatedCodes.TENSOR,
                gateLearningRate)),
        clipNorm);
  }
}
