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
    double norm = norm(gradient);
    double scale = norm > clipNorm ? clipNorm / norm : 1;
    Parameters theta = state.theta().copy();
    Moments moments = state.moments().next();
    int offset = 0;
    for (ParameterLayout.Tensor tensor : theta.layout().tensors()) {
      optimizer.step(
          moments,
          offset,
          gradient.tensor(tensor.name()),
          scale,
          factor * rates.of(tensor.name()),
          theta.tensor(tensor.name()));
      offset += tensor.size();
    }
    return new State(theta, moments);
  }

  /** Euclidean norm over all tensors. */
  public static double norm(Parameters gradient) {
    double sum = 0;
    for (ParameterLayout.Tensor tensor : gradient.layout().tensors()) {
      for (double value : gradient.tensor(tensor.name())) {
        sum += value * value;
      }
    }
    return Math.sqrt(sum);
  }
}
