package org.coinage.meta;

import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.coinage.meta.AdamOptimizer.Moments;

/**
 * One update of the outer parameters: clip the gradient by its global norm, take Adam's direction,
 * scale it by each tensor's learning rate.
 *
 * @param optimizer Adam's settings
 * @param rates learning rates
 * @param clipNorm largest global norm of a gradient; infinite for none
 */
public record OuterStep(AdamOptimizer optimizer, LearningRates rates, double clipNorm) {

  /** Validates the settings. */
  public OuterStep {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm = " + clipNorm + " must be positive");
    }
  }

  /**
   * Outer parameters with the optimizer's moments.
   *
   * @param theta replaced, never modified
   * @param moments in theta's layout order
   */
  public record State(Parameters theta, Moments moments) {

    /** Parameters at the start of an optimization. */
    public static State fresh(Parameters theta) {
      return new State(theta, Moments.zero(theta.layout().size()));
    }
  }

  /** The state after one step along a gradient, all rates multiplied by {@code factor}. */
  public State apply(State state, Parameters gradient, double factor) {
    double[] flat = gradient.flatten();
    double norm = norm(flat);
    if (norm > clipNorm) {
      for (int i = 0; i < flat.length; i++) {
        flat[i] *= clipNorm / norm;
      }
    }
    AdamOptimizer.Update update = optimizer.update(state.moments(), flat);
    double[] next = state.theta().flatten();
    int offset = 0;
    for (ParameterLayout.Tensor tensor : state.theta().layout().tensors()) {
      double rate = factor * rates.of(tensor.name());
      for (int end = offset + tensor.size(); offset < end; offset++) {
        next[offset] -= rate * update.direction()[offset];
      }
    }
    return new State(Parameters.ofFlat(state.theta().layout(), next), update.moments());
  }

  /** Euclidean norm over all tensors. */
  public static double norm(Parameters gradient) {
    return norm(gradient.flatten());
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
