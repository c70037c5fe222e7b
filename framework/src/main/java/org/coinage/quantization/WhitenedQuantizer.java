package org.coinage.quantization;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Rounds a whitened code to a step of its own in each dimension: {@code symbol = rint((y - centre)
 * / step)}, half to even, {@code y = T (z - mean)}.
 *
 * <p>Back: {@code y = centre + step * symbol}, product rounded before the sum, then {@link
 * Whitening#inverse}. Immutable and thread-safe.
 */
public final class WhitenedQuantizer implements CodeQuantizer {

  private final Whitening whitening;
  private final double[] centre;
  private final double[] step;

  /**
   * A quantizer of that map.
   *
   * @param centre of symbol 0 in whitened units, {@code [dim]}
   * @param step between symbols in whitened units, {@code [dim]}, greater than 0
   */
  public WhitenedQuantizer(Whitening whitening, double[] centre, double[] step) {
    Codes.requireDimension("centre", centre.length, whitening.dimension());
    Codes.requireDimension("step", step.length, whitening.dimension());
    Codes.requireFinite("centre", centre);
    Codes.requirePositive("step", step);
    this.whitening = whitening;
    this.centre = centre.clone();
    this.step = step.clone();
  }

  /** The same with all steps times one factor: another rate of the same network. */
  public WhitenedQuantizer scaled(double factor) {
    Codes.requirePositive("factor", factor);
    return new WhitenedQuantizer(
        whitening, centre, Arrays.stream(step).map(s -> s * factor).toArray());
  }

  /**
   * The same with no step below their median. Steps of dimensions that carry little shrink while
   * they are learned, as nothing pulls them back; error feedback would spend bits there.
   */
  public WhitenedQuantizer withoutFineSteps() {
    double median = new Median().evaluate(step);
    return new WhitenedQuantizer(
        whitening, centre, Arrays.stream(step).map(s -> Math.max(s, median)).toArray());
  }

  @Override
  public int dimension() {
    return centre.length;
  }

  /** Where the whitening is no rotation. */
  @Override
  public boolean separable() {
    return whitening.scale().isPresent();
  }

  @Override
  public int[] quantize(double... code) {
    Codes.requireFinite("code", code);
    double[] y = whitening.forward(code);
    int[] symbols = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      double symbol = Math.rint((y[i] - centre[i]) / step[i]);
      if (!(Math.abs(symbol) <= Integer.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "code: symbol " + symbol + " at " + i + " is beyond the int range; step " + step[i]);
      }
      symbols[i] = (int) symbol;
    }
    return symbols;
  }

  @Override
  public double[] dequantize(int... symbols) {
    Codes.requireDimension("symbols", symbols.length, centre.length);
    double[] y = new double[symbols.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = centre[i] + step[i] * symbols[i];
    }
    return whitening.inverse(y);
  }

  /** The map before the rounding. */
  public Whitening whitening() {
    return whitening;
  }

  /** A copy of the centres, in whitened units. */
  public double[] centre() {
    return centre.clone();
  }

  /** A copy of the steps, in whitened units. */
  public double[] step() {
    return step.clone();
  }
}
