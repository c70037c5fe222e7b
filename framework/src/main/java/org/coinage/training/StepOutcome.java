package org.coinage.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one outer step gave.
 *
 * @param state the state after the step, its counters untouched: the trainer counts
 * @param metrics named numbers of the step, in the order to show them; {@link #LOSS} is required,
 *     {@link #GRADIENT_NORM} expected. A number that is undefined in this step is left out: NaN
 *     means that something went wrong, and the divergence guard treats it so.
 * @param comparable whether the loss may be held against those before; not where the step changed
 *     what is learned, e.g. pruned the network
 */
public record StepOutcome(TrainingState state, Map<String, Double> metrics, boolean comparable) {

  /** Name of the outer objective, lower is better; also in validations. */
  public static final String LOSS = "loss";

  /** Name of the Euclidean norm of the outer gradient before clipping. */
  public static final String GRADIENT_NORM = "gradient_norm";

  /** Name of the learning rate of the step. */
  public static final String LEARNING_RATE = "learning_rate";

  /** Name of the peak signal-to-noise ratio in dB. */
  public static final String PSNR = "psnr";

  /** An outcome whose loss is comparable with those before. */
  public StepOutcome(TrainingState state, Map<String, Double> metrics) {
    this(state, metrics, true);
  }

  /** Checks that the loss is there. */
  public StepOutcome {
    if (!metrics.containsKey(LOSS)) {
      throw new IllegalArgumentException(
          "metrics must have '" + LOSS + "', found " + metrics.keySet());
    }
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The outer objective of the step. */
  public double loss() {
    return metrics.get(LOSS);
  }
}
