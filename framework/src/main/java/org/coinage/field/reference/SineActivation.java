package org.coinage.field.reference;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.coinage.kernel.Sincos;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code sin(w a)} and {@code w cos(w a)} of all activations.
 *
 * <p>In binary32 by polynomials that the JIT turns into vector code: ND4J's sine takes 6 ns an
 * element, longer than the matrix products beside it. In binary64 by ND4J. Not thread-safe.
 */
final class SineActivation {

  /** Adding and subtracting it rounds a binary64 number to the nearest integer. */
  private static final double ROUNDING = 0x1.8p52;

  private static final double S1 = term(1);
  private static final double S3 = term(3);
  private static final double S5 = term(5);
  private static final double S7 = term(7);
  private static final double S9 = term(9);
  private static final double S11 = term(11);
  private static final double S13 = term(13);
  private static final double S15 = term(15);

  private static final double C2 = term(2);
  private static final double C4 = term(4);
  private static final double C6 = term(6);
  private static final double C8 = term(8);
  private static final double C10 = term(10);
  private static final double C12 = term(12);
  private static final double C14 = term(14);
  private static final double C16 = term(16);

  private float[] argument = new float[0];
  private float[] sign = new float[0];
  private float[] sine = new float[0];
  private float[] slope = new float[0];

  /**
   * Activations at {@code a = scale (.) (product + bias) + shift}, vectors over the features.
   *
   * @param product with the weights, {@code [points, width]}
   * @param scale per feature, or null for 1
   */
  void apply(
      INDArray product,
      double[] bias,
      double[] scale,
      double[] shift,
      double frequency,
      INDArray sines,
      INDArray slopes) {
    int length = Math.toIntExact(product.length());
    if (product.dataType() == DataType.DOUBLE) {
      double[] angles = new double[length];
      new DoublePointer(product.data().pointer()).get(angles, 0, length);
      for (int i = 0; i < length; i++) {
        int j = i % bias.length;
        double u = angles[i] + bias[j];
        angles[i] = frequency * ((scale == null ? u : scale[j] * u) + shift[j]);
      }
      new DoublePointer(slopes.data().pointer()).put(angles, 0, length);
      Nd4j.getExecutioner().exec(new Sin(slopes, sines));
      Nd4j.getExecutioner().exec(new Cos(slopes, slopes));
      slopes.muli(frequency);
      return;
    }
    if (argument.length < length) {
      argument = new float[length];
      sign = new float[length];
      sine = new float[length];
      slope = new float[length];
    }
    new FloatPointer(product.data().pointer()).get(argument, 0, length);
    for (int from = 0; from < length; from += bias.length) {
      angles(from, scale, bias, shift, frequency);
    }
    if (scale == null) {
      polynomials(length, frequency);
    } else {
      exactly(length, frequency);
    }
    new FloatPointer(sines.data().pointer()).put(sine, 0, length);
    new FloatPointer(slopes.data().pointer()).put(slope, 0, length);
  }

  /**
   * Angles of one point. Without scales every operation is rounded, as in an eager implementation:
   * the recorded run that is to be followed was one. With scales, whose errors grow, only the angle
   * is.
   */
  private void angles(int from, double[] scale, double[] bias, double[] shift, double frequency) {
    float factor = (float) frequency;
    for (int j = 0; j < bias.length; j++) {
      float u = argument[from + j];
      if (scale == null) {
        float a = (float) (u + bias[j]) + (float) shift[j];
        argument[from + j] = factor * a;
      } else {
        argument[from + j] = (float) (frequency * (scale[j] * (u + bias[j]) + shift[j]));
      }
    }
  }

  /** Sine and cosine of the angles by the kernel's polynomials, their turns counted in binary64. */
  private void polynomials(int length, double frequency) {
    float factor = (float) frequency;
    for (int i = 0; i < length; i++) {
      double u = argument[i] * (1 / Math.PI);
      double q = (u + ROUNDING) - ROUNDING;
      argument[i] = (float) (u - q);
      double half = 0.5 * q;
      double odd = q - 2 * ((half + ROUNDING) - ROUNDING);
      sign[i] = (float) (1 - 2 * (odd * odd));
    }
    for (int i = 0; i < length; i++) {
      sine[i] = sign[i] * Sincos.sinPi(argument[i]);
    }
    for (int i = 0; i < length; i++) {
      slope[i] = sign[i] * (factor * Sincos.cosPi(argument[i]));
    }
  }

  /**
   * Sine and cosine of the angles by Taylor polynomials in binary64 over half a turn, rounded once.
   */
  private void exactly(int length, double frequency) {
    float factor = (float) frequency;
    for (int i = 0; i < length; i++) {
      double u = argument[i] * (1 / Math.PI);
      double q = (u + ROUNDING) - ROUNDING;
      double r = u - q;
      double x = r * r;
      double half = 0.5 * q;
      double odd = q - 2 * ((half + ROUNDING) - ROUNDING);
      double sign = 1 - 2 * (odd * odd);
      double s = S13 + x * S15;
      s = S11 + x * s;
      s = S9 + x * s;
      s = S7 + x * s;
      s = S5 + x * s;
      s = S3 + x * s;
      s = S1 + x * s;
      sine[i] = (float) (sign * (r * s));
      double c = C14 + x * C16;
      c = C12 + x * c;
      c = C10 + x * c;
      c = C8 + x * c;
      c = C6 + x * c;
      c = C4 + x * c;
      c = C2 + x * c;
      c = 1 + x * c;
      slope[i] = factor * (float) (sign * c);
    }
  }

  /** {@code (-1)^(degree/2) pi^degree / degree!}: the term of a Taylor series in half turns. */
  private static double term(int degree) {
    double term = degree / 2 % 2 == 0 ? 1 : -1;
    for (int k = 1; k <= degree; k++) {
      term *= Math.PI / k;
    }
    return term;
  }
}
