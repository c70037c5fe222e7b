package org.coinage.quantization;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One code on its way through a {@link LearnedQuantizer}, kept for the way back: what a decoder
 * would see, what it would cost, and how both change with the code and the quantizer.
 *
 * <p>With {@code y = T (z - mean)}, {@code v = (y - centre) / step}, w its rounded or noisy
 * stand-in, {@code decoded = T^-1 (centre + step w) + mean}, and the rate of each w at {@code rho =
 * step / scale}. The gradient of w by v is the identity in both modes, so for a cotangent g of
 * {@code centre + step w} and a weight c of the bits:
 *
 * <pre>{@code
 * y:        g + c dbits/dw / step
 * logStep:  g step (w - v) + c (dbits/dlogrho - v dbits/dw)
 * centre:   -c dbits/dw / step         (the code moves with its centre: no distortion)
 * logScale: -c dbits/dlogrho
 * }</pre>
 *
 * <p>Where dimensions share a step, a centre and a scale, their gradients are summed in index
 * order.
 *
 * <p>Immutable and thread-safe.
 */
public final class RoundedCode {

  private final Whitening whitening;
  private final int[] run;
  private final double[] step;
  private final double[] offset;
  private final double[] rounded;
  private final double[] decoded;
  private final double[] byOffset;
  private final double[] byLogRho;
  private final double bits;

  RoundedCode(LearnedQuantizer quantizer, double[] y, Rounding rounding, RandomGenerator noise) {
    int d = y.length;
    QuantizerFrame frame = quantizer.frame();
    whitening = frame.whitening();
    run = frame.runs().indices();
    step = quantizer.step();
    offset = new double[d];
    rounded = new double[d];
    byOffset = new double[d];
    byLogRho = new double[d];
    double[] centre = quantizer.centre();
    double[] rho = quantizer.logScale();
    Arrays.setAll(rho, r -> step[r] / Math.exp(rho[r]));
    double[] reconstructed = new double[d];
    double sum = 0;
    for (int i = 0; i < d; i++) {
      int r = run[i];
      offset[i] = (y[i] - centre[r]) / step[r];
      rounded[i] = rounding.apply(offset[i], noise);
      reconstructed[i] = centre[r] + step[r] * rounded[i];
      SymbolRate rate = frame.rate().at(rounded[i], rho[r]);
      byOffset[i] = rate.byOffset();
      byLogRho[i] = rate.byLogRho();
      sum += rate.bits();
    }
    bits = sum;
    decoded = whitening.inverse(reconstructed);
  }

  /** A copy of the code as decoded, {@code [dim]}. */
  public double[] decoded() {
    return decoded.clone();
  }

  /** Sum of the rates of all dimensions. */
  public double bits() {
    return bits;
  }

  /** A copy of the integers, or of the noisy numbers that stand for them, {@code [dim]}. */
  public double[] rounded() {
    return rounded.clone();
  }

  /**
   * Gradient of {@code L(decoded) + bitWeight * bits}.
   *
   * @param decodedGradient of L by the decoded code, {@code [dim]}
   */
  public Gradient pullback(double[] decodedGradient, double bitWeight) {
    double[] y = whitening.pullInverse(decodedGradient);
    double[] logStep = new double[step.length];
    double[] centre = new double[step.length];
    double[] logScale = new double[step.length];
    for (int i = 0; i < y.length; i++) {
      int r = run[i];
      double rate = bitWeight * byOffset[i];
      double width = bitWeight * byLogRho[i];
      logStep[r] += y[i] * step[r] * (rounded[i] - offset[i]) + width - rate * offset[i];
      centre[r] -= rate / step[r];
      logScale[r] -= width;
      y[i] += rate / step[r];
    }
    return new Gradient(whitening.pullForward(y), logStep, centre, logScale);
  }

  /**
   * A gradient by all that a rounded code depends on. The arrays are the caller's.
   *
   * @param code by the code before the whitening, {@code [dim]}
   * @param logStep by the logarithms of the steps, {@code [runs]}
   * @param centre by the centres, {@code [runs]}
   * @param logScale by the logarithms of the scales, {@code [runs]}
   */
  @SuppressWarnings("ArrayRecordComponent") // A parcel handed over once; never compared or kept.
  public record Gradient(double[] code, double[] logStep, double[] centre, double[] logScale) {

    /** Adds another, in place. */
    public void add(Gradient other) {
      add(code, other.code);
      add(logStep, other.logStep);
      add(centre, other.centre);
      add(logScale, other.logScale);
    }

    private static void add(double[] to, double... from) {
      Arrays.setAll(to, i -> to[i] + from[i]);
    }
  }
}
