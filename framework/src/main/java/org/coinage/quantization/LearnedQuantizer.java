package org.coinage.quantization;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A whitened quantizer whose steps, centres and scales are learned together with the network: the
 * rate is that of a rounded Gaussian or Laplace density in each dimension, the distortion that of
 * the decoded code. Steps and scales are learned as natural logarithms; the {@link QuantizerFrame}
 * stays as it is, and says which dimensions share them.
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

  private final QuantizerFrame frame;
  private final double[] logStep;
  private final double[] centre;
  private final double[] logScale;

  /**
   * A quantizer of these parameters, each {@code [runs]} and finite; copied.
   *
   * @param logStep logarithm of the step in whitened units
   * @param centre of symbol 0 in whitened units
   * @param logScale logarithm of the density's scale in whitened units
   */
  public LearnedQuantizer(
      QuantizerFrame frame, double[] logStep, double[] centre, double[] logScale) {
    for (double[] parameter : new double[][] {logStep, centre, logScale}) {
      Codes.requireDimension("quantizer parameter", parameter.length, frame.runs().count());
      Codes.requireFinite("quantizer parameter", parameter);
    }
    this.frame = frame;
    this.logStep = logStep.clone();
    this.centre = centre.clone();
    this.logScale = logScale.clone();
  }

  /**
   * Where learning starts: one step for all dimensions, centres 0, the scales of training codes
   * {@code [signals][dim]}, at least 2, but no less than a tenth of a step.
   */
  public static LearnedQuantizer initial(QuantizerFrame frame, double[][] codes, double step) {
    Codes.requireTable(2, codes);
    Codes.requirePositive("step", step);
    double[][] whitened =
        Arrays.stream(codes).map(frame.whitening()::forward).toArray(double[][]::new);
    double[] logScale = new double[frame.runs().count()];
    int start = 0;
    for (int run = 0; run < logScale.length; run++) {
      int length = frame.runs().lengths().get(run);
      double[] values = new double[codes.length * length];
      for (int n = 0; n < codes.length; n++) {
        System.arraycopy(whitened[n], start, values, n * length, length);
      }
      logScale[run] = Math.log(Math.max(step / 10, frame.rate().scale(values)));
      start += length;
    }
    double[] logStep = new double[logScale.length];
    Arrays.fill(logStep, Math.log(step));
    return new LearnedQuantizer(frame, logStep, new double[logScale.length], logScale);
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
    return frame.whitening().dimension();
  }

  /**
   * Rounds a code, or does what stands for it.
   *
   * @param noise drawn from once per dimension, in index order, for {@link Rounding#NOISE} only
   * @throws IllegalArgumentException if the code has another dimension or is not finite
   */
  public RoundedCode round(double[] z, Rounding rounding, RandomGenerator noise) {
    Codes.requireFinite("code", z);
    return new RoundedCode(this, frame.whitening().forward(z), rounding, noise);
  }

  /** The quantizer of these steps and centres, for coding. */
  public WhitenedQuantizer quantizer() {
    Runs runs = frame.runs();
    return new WhitenedQuantizer(frame.whitening(), runs.expand(centre), runs.expand(step()));
  }

  /** What is not learned. */
  public QuantizerFrame frame() {
    return frame;
  }

  /** A copy of the logarithms of the steps, one per run. */
  public double[] logStep() {
    return logStep.clone();
  }

  /** A copy of the centres, one per run. */
  public double[] centre() {
    return centre.clone();
  }

  /** A copy of the logarithms of the scales, one per run. */
  public double[] logScale() {
    return logScale.clone();
  }

  double[] step() {
    return Arrays.stream(logStep).map(Math::exp).toArray();
  }
}
