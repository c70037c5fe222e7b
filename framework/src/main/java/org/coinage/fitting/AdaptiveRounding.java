package org.coinage.fitting;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldTensors;
import org.coinage.field.Parameters;
import org.coinage.field.SirenArchitecture;
import org.coinage.fitting.SoftRounding.Layer;
import org.coinage.modulation.FullWeights;
import org.coinage.quantization.CodeQuantizer;
import org.coinage.signal.Signal;

/**
 * Rounds a code that is all weights of a signal's own network layer by layer, each so that its
 * outputs before the sine change least (AdaRound: Nagel et al., ICML 2020; for implicit networks
 * Struempler et al., ECCV 2022): wanted are the outputs of the exact network, the inputs are those
 * that the rounded layers before give. Biases go to their nearest level. Where the network errs
 * less with all at their nearest, that is what is returned.
 *
 * <p>Deterministic; as thread-safe as its engine.
 */
public final class AdaptiveRounding {

  /** Points of larger signals that are looked at, evenly spread. */
  private static final int MOST_POINTS = 4096;

  private final FieldEngine engine;
  private final FullWeights space;
  private final SoftRounding rounding;

  /** A rounding of codes of a space. */
  public AdaptiveRounding(FieldEngine engine, FullWeights space, SoftRounding.Settings settings) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.space = Objects.requireNonNull(space, "space");
    this.rounding = new SoftRounding(settings);
  }

  /**
   * The integers of a code.
   *
   * @param theta outer parameters
   * @param signal with encoded coordinates
   * @param code fitted to it, not modified
   * @param quantizer one that treats every entry by itself
   * @throws IllegalArgumentException if the quantizer mixes entries, or refuses the code
   */
  public int[] round(Parameters theta, Signal signal, double[] code, CodeQuantizer quantizer) {
    if (!quantizer.separable()) {
      throw new IllegalArgumentException(
          "adaptive rounding chooses between two levels of every weight, but this quantizer"
              + " rotates codes; take one without a rotation");
    }
    Levels levels = Levels.of(quantizer, code);
    int[] adapted = adapted(theta, spread(signal), code, quantizer, levels);
    return error(theta, signal, quantizer, adapted)
            < error(theta, signal, quantizer, levels.nearest())
        ? adapted
        : levels.nearest();
  }

  private double error(Parameters theta, Signal signal, CodeQuantizer quantizer, int... symbols) {
    return engine.loss(
        space.architecture(), space.apply(theta, quantizer.dequantize(symbols)), signal);
  }

  private int[] adapted(
      Parameters theta, Signal signal, double[] code, CodeQuantizer quantizer, Levels levels) {
    SirenArchitecture siren = space.architecture();
    FieldTensors wanted = space.apply(theta, code);
    int[] symbols = levels.nearest().clone();
    double[] exactInputs = inputs(signal);
    double[] inputs = exactInputs;
    int start = 0;
    for (int l = 0; l < siren.layers(); l++) {
      int end = start + wanted.weights()[l].length;
      FieldTensors nearest = space.apply(theta, quantizer.dequantize(symbols));
      double[] outputs = outputs(siren, l, wanted, exactInputs);
      // From the levels of the difference to those of the weights themselves.
      double[] low = nearest.weights()[l].clone();
      for (int i = start; i < end; i++) {
        low[i - start] -= levels.nearestIsUp(i) ? levels.gap()[i] : 0;
      }
      boolean[] up =
          rounding.up(
              layer(siren, l, inputs, outputs, nearest.biases()[l]),
              low,
              Arrays.copyOfRange(levels.gap(), start, end),
              wanted.weights()[l]);
      for (int i = start; i < end; i++) {
        symbols[i] = levels.symbol(i, up[i - start]);
      }
      FieldTensors rounded = space.apply(theta, quantizer.dequantize(symbols));
      exactInputs = sines(siren, l, outputs);
      inputs = sines(siren, l, outputs(siren, l, rounded, inputs));
      start = end + wanted.biases()[l].length;
    }
    return symbols;
  }

  /** Moments of a layer's inputs, and their products with the wanted outputs less the bias. */
  private static Layer layer(
      SirenArchitecture siren, int l, double[] inputs, double[] outputs, double... bias) {
    int in = siren.fanIn(l);
    int out = siren.fanOut(l);
    int points = inputs.length / in;
    double[] moments = new double[in * in];
    double[] products = new double[out * in];
    for (int p = 0; p < points; p++) {
      for (int i = 0; i < in; i++) {
        double input = inputs[p * in + i] / points;
        for (int j = 0; j < in; j++) {
          moments[i * in + j] += input * inputs[p * in + j];
        }
        for (int o = 0; o < out; o++) {
          products[o * in + i] += input * (outputs[p * out + o] - bias[o]);
        }
      }
    }
    return new Layer(moments, products);
  }

  /** Sums of a layer at all points, {@code [points, out]}. */
  private static double[] outputs(
      SirenArchitecture siren, int l, FieldTensors psi, double... inputs) {
    int in = siren.fanIn(l);
    int out = siren.fanOut(l);
    double[] weights = psi.weights()[l];
    double[] outputs = new double[inputs.length / in * out];
    for (int k = 0; k < outputs.length; k++) {
      int point = k / out * in;
      int row = k % out * in;
      double sum = psi.biases()[l][k % out];
      for (int i = 0; i < in; i++) {
        sum += weights[row + i] * inputs[point + i];
      }
      outputs[k] = sum;
    }
    return outputs;
  }

  /** What the next layer sees; of the last layer the sums themselves. */
  private static double[] sines(SirenArchitecture siren, int l, double... sums) {
    return l == siren.sineLayers()
        ? sums
        : Arrays.stream(sums).map(sum -> StrictMath.sin(siren.frequency(l) * sum)).toArray();
  }

  private static double[] inputs(Signal signal) {
    float[] coordinates = signal.coordinates();
    return IntStream.range(0, coordinates.length).mapToDouble(i -> coordinates[i]).toArray();
  }

  private static Signal spread(Signal signal) {
    int stride = (signal.points() + MOST_POINTS - 1) / MOST_POINTS;
    return stride == 1
        ? signal
        : signal.subset(
            IntStream.range(0, (signal.points() + stride - 1) / stride)
                .map(i -> i * stride)
                .toArray());
  }

  /**
   * The two levels around every entry of a code.
   *
   * @param nearest symbols
   * @param low symbols of the levels below
   * @param gap from there to the levels above; 0 where there is only one
   */
  @SuppressWarnings("ArrayRecordComponent") // local to one rounding
  private record Levels(int[] nearest, int[] low, double[] gap) {

    static Levels of(CodeQuantizer quantizer, double... code) {
      int[] nearest = quantizer.quantize(code);
      double[] at = quantizer.dequantize(nearest);
      int[] other = nearest.clone();
      for (int i = 0; i < code.length; i++) {
        other[i] += Double.compare(code[i], at[i]);
      }
      double[] there = quantizer.dequantize(other);
      int[] again = quantizer.quantize(there);
      int[] low = new int[code.length];
      double[] gap = new double[code.length];
      for (int i = 0; i < code.length; i++) {
        boolean choice = again[i] == other[i]; // not where the code is clipped
        low[i] = choice ? Math.min(nearest[i], other[i]) : nearest[i];
        gap[i] = choice ? Math.abs(there[i] - at[i]) : 0;
      }
      return new Levels(nearest, low, gap);
    }

    boolean nearestIsUp(int i) {
      return nearest[i] > low[i];
    }

    int symbol(int i, boolean up) {
      return gap[i] == 0 ? nearest[i] : low[i] + (up ? 1 : 0);
    }
  }
}
