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

  private float[] argument = new float[0];
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
      sine = new float[length];
      slope = new float[length];
    }
    new FloatPointer(a.data().pointer()).get(argument, 0, length);
    polynomials(argument, sine, slope, length, frequency);
    new FloatPointer(sines.data().pointer()).put(sine, 0, length);
    new FloatPointer(slopes.data().pointer()).put(slope, 0, length);
  }

  private static void polynomials(
      float[] argument, float[] sine, float[] slope, int length, double frequency) {
    float halfTurns = (float) (frequency / Math.PI);
    float factor = (float) frequency;
    for (int i = 0; i < length; i++) {
      sine[i] = Sincos.sinPi(argument[i] * halfTurns);
    }
    for (int i = 0; i < length; i++) {
      slope[i] = factor * Sincos.cosPi(argument[i] * halfTurns);
    }
  }
}
