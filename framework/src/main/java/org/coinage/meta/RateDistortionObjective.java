package org.coinage.meta;

import java.util.Arrays;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.RoundedCode;
import org.coinage.quantization.Rounding;
import org.coinage.quantization.Whitening;
import org.coinage.signal.Signal;

/**
 * Distortion at the rounded code plus its estimated rate: {@code MSE(T^-1 yhat + mu) + lambda bits
 * / points}, the rate that of discretised Gaussians (Balle et al. 2017, with the quantizer's steps,
 * centres and deviations learned). The gradient by the code before rounding enters the adjoint
 * recursion like that of any other objective. At a code that is not finite all of it is NaN.
 */
public final class RateDistortionObjective implements OuterObjective {

  private final ModulationSpace space;
  private final Whitening whitening;
  private final double lambda;
  private final Rounding rounding;

  /**
   * The objective at one trade-off.
   *
   * @param whitening frozen map before the rounding
   * @param lambda price of a bit per point, in mean squared error
   * @param rounding noise, or straight-through
   */
  public RateDistortionObjective(
      ModulationSpace space, Whitening whitening, double lambda, Rounding rounding) {
    this.space = space;
    this.whitening = whitening;
    this.lambda = lambda;
    this.rounding = rounding;
  }

  @Override
  public Value at(
      Parameters theta, double[] code, Signal signal, SeedTree random, OuterGradient gradient) {
    if (!Arrays.stream(code).allMatch(Double::isFinite)) {
      return undefined(code.length);
    }
    LearnedQuantizer quantizer = QuantizerTensors.read(whitening, theta);
    RoundedCode rounded = quantizer.round(code, rounding, random.child("noise").generator());
    double[] decoded = rounded.decoded();
    LossGradient at = gradient.lossGradient(space.apply(theta, decoded), signal);
    space.pullbackParameters(theta, decoded, at.gradient(), 1, gradient.parameters());
    double bitPrice = lambda / signal.points();
    RoundedCode.Gradient pulled =
        rounded.pullback(space.pullbackCode(theta, decoded, at.gradient()), bitPrice);
    QuantizerTensors.add(pulled, gradient.parameters());
    return new Value(
        at.loss() + bitPrice * rounded.bits(), at.loss(), rounded.bits(), pulled.code());
  }

  /** A quantizer refuses numbers that are not finite; a trainer rolls back from them. */
  private static Value undefined(int codeDim) {
    double[] codeGradient = new double[codeDim];
    Arrays.fill(codeGradient, Double.NaN);
    return new Value(Double.NaN, Double.NaN, Double.NaN, codeGradient);
  }
}
