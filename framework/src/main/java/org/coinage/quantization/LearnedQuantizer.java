package org.coinage.quantization;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * A whitened quantizer whose steps, centres and deviations are learned together with the network:
 * the rate is that of a rounded Gaussian in each dimension, the distortion that of the decoded
 * code. Steps and deviations are learned as natural logarithms; the whitening stays as it is.
 *
 * <pre>{@code
 * RoundedCode code = quantizer.round(z, Rounding.NOISE, noise);
 * double loss = mse(code.decoded()) + lambda / pixels * code.bits();
 * RoundedCode.Gradient gradient = code.pullback(mseGradient, lambda / pixels);
 * }</pre>
 *
 * <p>Immutable and thread-safe: an optimizer makes a new one each step.
 */
public final class LearnedQuantizer {

  private final Whitening whitening;
  private final double[] logStep;
  private final double[] centre;
  private final double[] logScale;

  /**
   * A quantizer of these parameters, each {@code [dim]} and finite; copied.
   *
   * @param logStep logarithm of the step in whitened units
   * @param centre of symbol 0 in whitened units
   * @param logScale logarithm of the deviation in whitened units
   */
  public LearnedQuantizer(
      Whitening whitening, double[] logStep, double[] centre, double[] logScale) {
    for (double[] parameter : new double[][] {logStep, centre, logScale}) {
      Codes.requireDimension("quantizer parameter", parameter.length, whitening.dimension());
      Codes.requireFinite("quantizer parameter", parameter);
    }
    this.whitening = whitening;
    this.logStep = logStep.clone();
    this.centre = centre.clone();
    this.logScale = logScale.clone();
  }

  /**
   * Where learning starts: one step for all dimensions, centres 0, the deviations of training codes
   * {@code [signals][dim]}, at least 2, but no less than a tenth of a step.
   */
  public static LearnedQuantizer initial(Whitening whitening, double[][] codes, double step) {
    Codes.requireTable(2, codes);
    Codes.requirePositive("step", step);
    double[][] whitened = Arrays.stream(codes).map(whitening::forward).toArray(double[][]::new);
    double[] logScale = new double[whitening.dimension()];
    for (int d = 0; d < logScale.length; d++) {
      int dimension = d;
      double[] column = Arrays.stream(whitened).mapToDouble(y -> y[dimension]).toArray();
      logScale[d] = Math.log(Math.max(step / 10, new StandardDeviation(true).evaluate(column)));
    }
    double[] logStep = new double[logScale.length];
    Arrays.fill(logStep, Math.log(step));
    return new LearnedQuantizer(whitening, logStep, new double[logScale.length], logScale);
  }

  /**
   * The step at which a bit more in a dimension pays for itself, at high resolution and in whitened
   * units, for the loss {@code MSE + lambda * bits / pixels}: {@code step^2 = 6 lambda (samples /
   * pixels) / ln 2}.
   *
   * @param samplesPerPixel channels of a pixel
   */
  public static double highResolutionStep(double lambda, double samplesPerPixel) {
    Codes.requirePositive("lambda, samples per pixel", lambda, samplesPerPixel);
    return Math.sqrt(6 * lambda * samplesPerPixel / Math.log(2));
  }

  /** Number of entries of a code. */
  public int dimension() {
    return logStep.length;
  }

  /**
   * Rounds a code, or does what stands for it.
   *
   * @param noise drawn from once per dimension, in index order, for {@link Rounding#NOISE} only
   * @throws IllegalArgumentException if the code has another dimension or is not finite
   */
  public RoundedCode round(double[] z, Rounding rounding, RandomGenerator noise) {
    Codes.requireFinite("code", z);
    return new RoundedCode(this, whitening.forward(z), rounding, noise);
  }

  /** The quantizer of these steps and centres, for coding. */
  public WhitenedQuantizer quantizer() {
    return new WhitenedQuantizer(whitening, centre, step());
  }

  /** The map before the rounding. */
  public Whitening whitening() {
    return whitening;
  }

  /** A copy of the logarithms of the steps. */
  public double[] logStep() {
    return logStep.clone();
  }

  /** A copy of the centres. */
  public double[] centre() {
    return centre.clone();
  }

  /** A copy of the logarithms of the deviations. */
  public double[] logScale() {
    return logScale.clone();
  }

  double[] step() {
    return Arrays.stream(logStep).map(Math::exp).toArray();
  }
}
