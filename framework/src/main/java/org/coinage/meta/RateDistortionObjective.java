package org.coinage.meta;

import java.util.Arrays;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngine.LossGradient;
import org.coinage.field.Parameters;
import org.coinage.kernel.SeedTree;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.LearnedQuantizer;
import org.coinage.quantization.QuantizerFrame;
import org.coinage.quantization.RoundedCode;
import org.coinage.quantization.Rounding;
import org.coinage.signal.Signal;

/**
 * Distortion at the rounded code plus its estimated rate: {@code MSE(T^-1 yhat + mu) + lambda bits
 * / points}, the rate that of discretised Gaussian or Laplace densities (Balle et al. 2017, with
 * the quantizer's steps, centres and scales learned). The gradient by the code before rounding
 * enters the adjoint recursion like that of any other objective. At a code that is not finite all
 * of it is NaN.
 */
public final class RateDistortionObjective implements OuterObjective {

  private final ModulationSpace space;
  private final QuantizerFrame frame;
  private final double lambda;
  private final Rounding rounding;

  /**
   * The objective at one trade-off.
   *
   * @param frame what of the quantizer is not learned
   * @param lambda price of a bit per point, in mean squared error
   * @param rounding noise, or straight-through
   */
  public RateDistortionObjective(
      ModulationSpace space, QuantizerFrame frame, double lambda, Rounding rounding) {
    this.space = space;
    this.frame = frame;
    this.lambda = lambda;
    this.rounding = rounding;
  }

  @Override
  public Value at(
      Parameters theta, double[] code, Signal signal, SeedTree random, OuterGradient gradient) {
    if (!finite(code)) {
      return undefined(code.length);
    }
    RoundedCode rounded = round(theta, code, random);
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

  @Override
  public Cost cost(
      FieldEngine engine, Parameters theta, double[] code, Signal signal, SeedTree random) {
    if (!finite(code)) {
      return new Cost(Double.NaN, Double.NaN, Double.NaN);
    }
    RoundedCode rounded = round(theta, code, random);
    double loss = engine.loss(space.architecture(), space.apply(theta, rounded.decoded()), signal);
    return new Cost(loss + lambda / signal.points() * rounded.bits(), loss, rounded.bits());
  }

  private RoundedCode round(Parameters theta, double[] code, SeedTree random) {
    LearnedQuantizer quantizer = QuantizerTensors.read(frame, theta);
    return quantizer.round(code, rounding, random.child("noise").generator());
  }

  private static boolean finite(double... code) {
    return Arrays.stream(code).allMatch(Double::isFinite);
  }

  /** A quantizer refuses numbers that are not finite; a trainer rolls back from them. */
  private static Value undefined(int codeDim) {
    double[] codeGradient = new double[codeDim];
    Arrays.fill(codeGradient, Double.NaN);
    return new Value(Double.NaN, Double.NaN, Double.NaN, codeGradient);
  }
}
