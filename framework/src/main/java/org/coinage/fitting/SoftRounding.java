package org.coinage.fitting;

import java.util.Arrays;

/**
 * AdaRound of one linear layer (Nagel et al., ICML 2020): which of its weights to round up and
 * which down, so that its outputs change least over the inputs it sees. Every weight has a variable
 * V and stands at {@code low + gap h(V)}, {@code h(V) = clip(1.2 sigmoid(V) - 0.1, 0, 1)}; Adam
 * descends on the squared error of the outputs, mean over points and summed over outputs, plus
 * {@code penalty * sum(1 - |2 h - 1|^beta)}, which drives h to 0 or 1 as beta falls. A start at the
 * exact weights; the penalty rests at first; h is rounded in the end.
 *
 * <p>The error is a quadratic of the weights, so that the inputs are needed by their moments alone,
 * and a step costs nothing per point. Deterministic and thread-safe.
 */
public final class SoftRounding {

  private static final double STRETCH = 1.2;
  private static final double EDGE = 0.1;
  private static final double FIRST_BETA = 20;
  private static final double LAST_BETA = 2;

  private final Settings settings;

  /**
   * How long and how fast.
   *
   * @param steps of Adam, at least 1
   * @param rate learning rate of V
   * @param penalty of the regulariser; anything from 0.1 to 10 does about the same
   * @param rest share of the steps without the regulariser, in [0, 1)
   */
  public record Settings(int steps, double rate, double penalty, double rest) {

    /** Those of Struempler et al.'s published code (ECCV 2022), but for the penalty. */
    public static final Settings STANDARD = new Settings(1000, 1e-2, 1, 0.2);

    /** Validates the settings. */
    public Settings {
      if (steps < 1) {
        throw new IllegalArgumentException("steps = " + steps + " must be at least 1");
      }
      if (!(rate > 0 && rate < 1)) {
        throw new IllegalArgumentException("rate = " + rate + " must be in (0, 1)");
      }
      if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "penalty = " + penalty + " must be at least 0 and finite");
      }
      if (!(rest >= 0 && rest < 1)) {
        throw new IllegalArgumentException("rest = " + rest + " must be in [0, 1)");
      }
    }

    /** Beta after a share of the steps with the regulariser: half a cosine from 20 to 2. */
    double beta(double progress) {
      return LAST_BETA
          + (FIRST_BETA - LAST_BETA) / 2 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
  }

  /**
   * What a layer's outputs should be, by its inputs.
   *
   * @param moments mean over points of the products of two inputs, {@code [in, in]}
   * @param products mean over points of the products of a wanted output, bias taken off, and an
   *     input, {@code [out, in]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once; never compared or kept
  public record Layer(double[] moments, double[] products) {

    /** Validates the lengths. */
    public Layer {
      int in = (int) Math.round(Math.sqrt(moments.length));
      if (in * in != moments.length || in == 0 || products.length % in != 0) {
        throw new IllegalArgumentException(
            "%d moments and %d products; expected in * in and out * in"
                .formatted(moments.length, products.length));
      }
    }

    Layer times(double factor) {
      return new Layer(
          Arrays.stream(moments).map(x -> factor * x).toArray(),
          Arrays.stream(products).map(x -> factor * x).toArray());
    }

    int inputs() {
      return (int) Math.round(Math.sqrt(moments.length));
    }

    /**
     * Squared error of the outputs with other weights {@code [out, in]}, mean over points, summed
     * over outputs, less what no weights change.
     */
    public double error(double... weights) {
      double[] slope = slope(weights);
      double error = 0;
      for (int i = 0; i < weights.length; i++) {
        error += weights[i] * (slope[i] / 2 - products[i]);
      }
      return error;
    }

    /** Gradient of the error. */
    double[] slope(double... weights) {
      int in = inputs();
      double[] slope = new double[weights.length];
      for (int row = 0; row < weights.length; row += in) {
        for (int i = 0; i < in; i++) {
          double sum = -products[row + i];
          for (int j = 0; j < in; j++) {
            sum += moments[i * in + j] * weights[row + j];
          }
          slope[row + i] = 2 * sum;
        }
      }
      return slope;
    }
  }

  /** A way of rounding. */
  public SoftRounding(Settings settings) {
    this.settings = settings;
  }

  /**
   * Which weights to round up.
   *
   * @param layer to keep the outputs of
   * @param low the levels below the weights, {@code [out, in]}
   * @param gap from there to the levels above; 0 where there is no choice
   * @param exact the weights before rounding, between the two
   */
  public boolean[] up(Layer layer, double[] low, double[] gap, double... exact) {
    double[] v = new double[exact.length];
    for (int i = 0; i < v.length; i++) {
      double share = gap[i] == 0 ? 0 : Math.max(0, Math.min(1, (exact[i] - low[i]) / gap[i]));
      v[i] = -StrictMath.log(STRETCH / (share + EDGE) - 1);
    }
    Layer scaled = layer.times(1 / unit(layer, gap));
    double[] first = new double[v.length];
    double[] second = new double[v.length];
    int rest = (int) Math.round(settings.rest() * settings.steps());
    for (int step = 0; step < settings.steps(); step++) {
      double beta =
          step < rest
              ? Double.NaN
              : settings.beta((step - rest) / (double) (settings.steps() - rest));
      double[] gradient = gradient(scaled, low, gap, v, beta);
      AdamUpdate.STANDARD.step(step + 1, first, second, 0, gradient, 1, settings.rate(), v);
    }
    boolean[] up = new boolean[v.length];
    for (int i = 0; i < up.length; i++) {
      up[i] = gap[i] != 0 && h(v[i]) >= 0.5;
    }
    return up;
  }

  /** What one weight's gap adds to the error of an output, mean over weights; 1 where all is 0. */
  private static double unit(Layer layer, double... gap) {
    int in = layer.inputs();
    double sum = 0;
    for (int i = 0; i < gap.length; i++) {
      sum += gap[i] * gap[i] * layer.moments()[i % in * (in + 1)];
    }
    return sum == 0 ? 1 : sum / gap.length;
  }

  /**
   * Gradient by V of the error and, unless beta is NaN, of the regulariser.
   *
   * @param beta exponent of the regulariser
   */
  double[] gradient(Layer layer, double[] low, double[] gap, double[] v, double beta) {
    double[] soft = new double[v.length];
    Arrays.setAll(soft, i -> low[i] + gap[i] * h(v[i]));
    double[] gradient = layer.slope(soft);
    for (int i = 0; i < v.length; i++) {
      double byGate = gap[i] * gradient[i];
      if (!Double.isNaN(beta) && gap[i] != 0) {
        double side = 2 * h(v[i]) - 1;
        byGate -=
            settings.penalty()
                * beta
                * StrictMath.pow(Math.abs(side), beta - 1)
                * 2
                * Math.signum(side);
      }
      gradient[i] = byGate * slope(v[i]);
    }
    return gradient;
  }

  static double h(double v) {
    return Math.max(0, Math.min(1, STRETCH / (1 + StrictMath.exp(-v)) - EDGE));
  }

  /** Derivative of {@link #h}; 0 where it is clipped. */
  private static double slope(double v) {
    double sigmoid = 1 / (1 + StrictMath.exp(-v));
    double open = STRETCH * sigmoid - EDGE;
    return open <= 0 || open >= 1 ? 0 : STRETCH * sigmoid * (1 - sigmoid);
  }
}
