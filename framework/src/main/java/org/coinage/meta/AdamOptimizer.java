package org.coinage.meta;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam (Kingma and Ba 2015) through ND4J's updater, in binary64: bias-corrected moments, epsilon
 * added to the corrected root as in the paper and in PyTorch. ND4J adds epsilon before the
 * correction, so it is given {@code epsilon sqrt(1 - beta2^t)}.
 *
 * <p>Stateless: the moments go in and come out.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the corrected root
 */
public record AdamOptimizer(double beta1, double beta2, double epsilon) {

  /** The usual settings. */
  public static final AdamOptimizer STANDARD = new AdamOptimizer(0.9, 0.999, 1e-8);

  /** Validates the settings. */
  public AdamOptimizer {
    requireDecay("beta1", beta1);
    requireDecay("beta2", beta2);
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException("epsilon = " + epsilon + " must be in (0, 1)");
    }
  }

  private static void requireDecay(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(key + " = " + value + " must be in [0, 1)");
    }
  }

  /**
   * Moments after a number of updates. The arrays are replaced, never modified.
   *
   * @param updates updates so far
   * @param first running mean of the gradient
   * @param second running mean of its square
   */
  public record Moments(int updates, double[] first, double[] second) {

    /** Moments before the first update. */
    public static Moments zero(int size) {
      return new Moments(0, new double[size], new double[size]);
    }
  }

  /**
   * Outcome of an update.
   *
   * @param direction to be multiplied by the learning rate and subtracted
   * @param moments after the update
   */
  public record Update(double[] direction, Moments moments) {}

  /** The update direction for a gradient, at learning rate 1. */
  public Update update(Moments moments, double[] gradient) {
    int t = moments.updates() + 1;
    Adam settings = new Adam(1.0, beta1, beta2, epsilon * Math.sqrt(1 - StrictMath.pow(beta2, t)));
    try (INDArray first = array(moments.first());
        INDArray second = array(moments.second());
        INDArray direction = array(gradient)) {
      Map<String, INDArray> state = new LinkedHashMap<>();
      state.put(AdamUpdater.M_STATE, first);
      state.put(AdamUpdater.V_STATE, second);
      AdamUpdater updater = new AdamUpdater(settings);
      updater.setState(state, false);
      updater.applyUpdater(direction, moments.updates(), 0);
      return new Update(
          direction.data().asDouble(),
          new Moments(t, first.data().asDouble(), second.data().asDouble()));
    }
  }

  private static INDArray array(double[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length).castTo(DataType.DOUBLE);
  }
}
