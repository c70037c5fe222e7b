package org.coinage.field.reference;

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
 * <p>In binary32 by the polynomials of {@link Sincos}, which the JIT turns into vector code: ND4J's
 * sine takes 6 ns an element, longer than the matrix products beside it. In binary64 by ND4J. Not
 * thread-safe.
 */
final class SineActivation {

  /** Adding and subtracting it rounds a binary64 number to the nearest integer. */
  private static final double ROUNDING = 0x1.8p52;

  private float[] argument = new float[0];
  private float[] sign = new float[0];
  private float[] sine = new float[0];
  private float[] slope = new float[0];

  void apply(INDArray a, double frequency, INDArray sines, INDArray slopes) {
    if (a.dataType() == DataType.DOUBLE) {
      a.muli(frequency, slopes);
      Nd4j.getExecutioner().exec(new Sin(slopes, sines));
      Nd4j.getExecutioner().exec(new Cos(slopes, slopes));
      slopes.muli(frequency);
      return;
    }
    int length = Math.toIntExact(a.length());
    if (argument.length < length) {
      argument = new float[length];
      sign = new float[length];
      sine = new float[length];
      slope = new float[length];
    }
    new FloatPointer(a.data().pointer()).get(argument, 0, length);
    polynomials(length, frequency);
    new FloatPointer(sines.data().pointer()).put(sine, 0, length);
    new FloatPointer(slopes.data().pointer()).put(slope, 0, length);
  }

  /**
   * The angle is rounded to binary32, as an eager {@code sin(w * a)} rounds it. Its turns are
   * counted in binary64, since an angle of many of them has no digits to spare in binary32; what is
   * left of the last one goes through the polynomials.
   */
  private void polynomials(int length, double frequency) {
    float factor = (float) frequency;
    for (int i = 0; i < length; i++) {
      double u = (factor * argument[i]) * (1 / Math.PI);
      double q = (u + ROUNDING) - ROUNDING;
      argument[i] = (float) (u - q);
      double half = 0.5 * q;
      double odd = q - 2 * ((half + ROUNDING) - ROUNDING);
      sign[i] = (float) (1 - 2 * odd * odd);
    }
    for (int i = 0; i < length; i++) {
      sine[i] = sign[i] * Sincos.sinPi(argument[i]);
    }
    for (int i = 0; i < length; i++) {
      slope[i] = sign[i] * (factor * Sincos.cosPi(argument[i]));
    }
  }
}
