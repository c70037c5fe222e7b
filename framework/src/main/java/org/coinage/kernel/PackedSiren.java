package org.coinage.kernel;

import java.util.Arrays;

/**
 * The normative evaluation of a SIREN: the rules of the package, in scalar Java. Weights are packed
 * once and serve every signal that shares them; scales and shifts come with each evaluation.
 *
 * <p>Points are worked on in blocks, several independent sums at a time; each sum keeps the order
 * of the rules, so blocks change the speed and not the bits. Immutable and thread-safe.
 */
public final class PackedSiren {

  private static final int BLOCK = 64;

  private final int inputDim;
  private final int width;
  private final int channels;
  private final double[] factors;
  private final float[][] weights;
  private final double[][] biases;
  private final float[] outputStart;

  private PackedSiren(
      int inputDim,
      int width,
      int channels,
      double[] factors,
      float[][] weights,
      double[][] biases,
      float[] outputStart) {
    this.inputDim = inputDim;
    this.width = width;
    this.channels = channels;
    this.factors = factors;
    this.weights = weights;
    this.biases = biases;
    this.outputStart = outputStart;
  }

  /**
   * Packs weights and biases (rules 1 and 2).
   *
   * @param inputDim numbers per point, at least 1
   * @param width units per sine layer
   * @param layers linear layers, the output layer included, at least 2
   * @param channels features per point
   * @param frequencies factor w of each sine layer, {@code [layers - 1]}
   * @param weights per layer, {@code [out, in]} row-major
   * @param biases per layer, {@code [out]}; kept, must not be modified afterwards
   * @param outputShift constant added to the output
   * @throws IllegalArgumentException if a size is wrong
   * @throws ArgumentRangeException if a packed number is not finite
   */
  public static PackedSiren pack(
      int inputDim,
      int width,
      int layers,
      int channels,
      double[] frequencies,
      double[][] weights,
      double[][] biases,
      double outputShift) {
    if (inputDim < 1 || width < 1 || channels < 1 || layers < 2) {
      throw new IllegalArgumentException(
          "inputDim, width, layers, channels = "
              + inputDim
              + ", "
              + width
              + ", "
              + layers
              + ", "
              + channels
              + " must be at least 1, 1, 2, 1");
    }
    requireLength("frequencies", layers - 1, frequencies.length);
    requireLength("weights", layers, weights.length);
    requireLength("biases", layers, biases.length);
    double[] factors = new double[layers - 1];
    float[][] packed = new float[layers][];
    for (int l = 0; l < layers; l++) {
      boolean last = l == layers - 1;
      int in = l == 0 ? inputDim : width;
      int out = last ? channels : width;
      requireLength("weights of layer " + l, Math.multiplyExact(in, out), weights[l].length);
      requireLength("biases of layer " + l, out, biases[l].length);
      if (last) {
        packed[l] = rounded("weight", l, weights[l], 1);
      } else {
        factors[l] = frequencies[l] / Math.PI;
        packed[l] = rounded("weight", l, weights[l], factors[l]);
      }
    }
    float[] outputStart = new float[channels];
    for (int o = 0; o < channels; o++) {
      outputStart[o] = finite("bias", layers - 1, o, biases[layers - 1][o] + outputShift);
    }
    return new PackedSiren(inputDim, width, channels, factors, packed, biases.clone(), outputStart);
  }

  /**
   * Evaluates the field of one signal (rules 2 to 6).
   *
   * @param scales per sine layer, {@code [width]}; {@code null} means 1
   * @param shifts per sine layer, {@code [width]}; {@code null} means 0
   * @param coordinates {@code [points, inputDim]}
   * @param out {@code [points, channels]}, overwritten
   * @throws IllegalArgumentException if a size is wrong
   * @throws ArgumentRangeException if a number leaves the range of the rules
   */
  public void evaluate(double[][] scales, double[][] shifts, float[] coordinates, float[] out) {
    int points = coordinates.length / inputDim;
    requireLength("coordinates", points * inputDim, coordinates.length);
    requireLength("output", Math.multiplyExact(points, channels), out.length);
    int sineLayers = factors.length;
    float[][] starts = new float[sineLayers][];
    float[][] gains = scales == null ? null : new float[sineLayers][];
    float[][] offsets = scales == null ? null : new float[sineLayers][];
    for (int l = 0; l < sineLayers; l++) {
      double[] shift = layer("shifts", shifts, l);
      if (scales == null) {
        starts[l] = rounded("shift", l, sum(biases[l], shift), factors[l]);
      } else {
        starts[l] = rounded("bias", l, biases[l], factors[l]);
        gains[l] = rounded("scale", l, layer("scales", scales, l), 1);
        offsets[l] = rounded("shift", l, shift, factors[l]);
      }
    }
    float[] input = new float[Math.max(inputDim, width) * BLOCK];
    float[] output = new float[input.length];
    float[] first = new float[BLOCK];
    float[] second = new float[BLOCK];
    for (int from = 0; from < points; from += BLOCK) {
      int count = Math.min(BLOCK, points - from);
      transpose(coordinates, from, count, input);
      for (int l = 0; l < sineLayers; l++) {
        int in = l == 0 ? inputDim : width;
        for (int o = 0; o < width; o += 2) {
          int pair = Math.min(o + 1, width - 1);
          chains(weights[l], in, o, pair, starts[l], input, count, first, second);
          sine(l, o, from, count, gains, offsets, first, output);
          if (pair > o) {
            sine(l, pair, from, count, gains, offsets, second, output);
          }
        }
        float[] swap = input;
        input = output;
        output = swap;
      }
      for (int o = 0; o < channels; o += 2) {
        int pair = Math.min(o + 1, channels - 1);
        chains(weights[sineLayers], width, o, pair, outputStart, input, count, first, second);
        store(first, from, count, o, out);
        store(second, from, count, pair, out);
      }
    }
  }

  /** Two outputs at a block of points: each sum starts at its start and runs over the inputs. */
  private static void chains(
      float[] weights,
      int in,
      int o,
      int pair,
      float[] start,
      float[] input,
      int count,
      float[] first,
      float[] second) {
    Arrays.fill(first, 0, count, start[o]);
    Arrays.fill(second, 0, count, start[pair]);
    int row = o * in;
    int pairRow = pair * in;
    int i = 0;
    for (; i + 4 <= in; i += 4) {
      quad(weights, row + i, pairRow + i, input, i * BLOCK, count, first, second);
    }
    for (; i < in; i++) {
      float weight = weights[row + i];
      float pairWeight = weights[pairRow + i];
      int at = i * BLOCK;
      for (int p = 0; p < count; p++) {
        float x = input[at + p];
        first[p] = Math.fma(weight, x, first[p]);
        second[p] = Math.fma(pairWeight, x, second[p]);
      }
    }
  }

  /** Four inputs of {@link #chains}; a method of its own so that compilers vectorise its loop. */
  private static void quad(
      float[] weights,
      int row,
      int pairRow,
      float[] input,
      int at,
      int count,
      float[] first,
      float[] second) {
    float a0 = weights[row];
    float a1 = weights[row + 1];
    float a2 = weights[row + 2];
    float a3 = weights[row + 3];
    float b0 = weights[pairRow];
    float b1 = weights[pairRow + 1];
    float b2 = weights[pairRow + 2];
    float b3 = weights[pairRow + 3];
    for (int p = 0; p < count; p++) {
      float x0 = input[at + p];
      float x1 = input[at + BLOCK + p];
      float x2 = input[at + 2 * BLOCK + p];
      float x3 = input[at + 3 * BLOCK + p];
      first[p] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, first[p]))));
      second[p] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, second[p]))));
    }
  }

  private static void sine(
      int layer,
      int unit,
      int from,
      int count,
      float[][] gains,
      float[][] offsets,
      float[] arguments,
      float[] output) {
    if (gains != null) {
      float gain = gains[layer][unit];
      float offset = offsets[layer][unit];
      for (int p = 0; p < count; p++) {
        arguments[p] = Math.fma(gain, arguments[p], offset);
      }
    }
    for (int p = 0; p < count; p++) {
      if (!Sincos.inRange(arguments[p])) {
        throw new ArgumentRangeException(
            "sine layer "
                + layer
                + ", unit "
                + unit
                + ", point "
                + (from + p)
                + ": the argument is "
                + arguments[p]
                + " pi, expected at most 2^22 pi in magnitude; the parameters are damaged or the"
                + " frequency factor is too large");
      }
    }
    int at = unit * BLOCK;
    for (int p = 0; p < count; p++) {
      output[at + p] = Sincos.sinPi(arguments[p]);
    }
  }

  private void store(float[] values, int from, int count, int channel, float[] out) {
    for (int p = 0; p < count; p++) {
      float value = values[p] + 0.0f;
      if (!Float.isFinite(value)) {
        throw new ArgumentRangeException(
            "output channel "
                + channel
                + ", point "
                + (from + p)
                + ": the value is "
                + value
                + ", expected a finite number; the parameters are damaged");
      }
      out[(from + p) * channels + channel] = value;
    }
  }

  private void transpose(float[] coordinates, int from, int count, float[] block) {
    for (int p = 0; p < count; p++) {
      for (int j = 0; j < inputDim; j++) {
        float value = coordinates[(from + p) * inputDim + j];
        if (!Float.isFinite(value)) {
          throw new ArgumentRangeException(
              "coordinate "
                  + j
                  + " of point "
                  + (from + p)
                  + " is "
                  + value
                  + ", expected a finite number");
        }
        block[j * BLOCK + p] = value;
      }
    }
  }

  private double[] layer(String part, double[][] layers, int l) {
    if (layers == null) {
      return new double[width];
    }
    requireLength(part, factors.length, layers.length);
    requireLength(part + " of layer " + l, width, layers[l].length);
    return layers[l];
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static float[] rounded(String part, int layer, double[] values, double factor) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = finite(part, layer, i, factor * values[i]);
    }
    return rounded;
  }

  private static float finite(String part, int layer, int index, double value) {
    float rounded = (float) value;
    if (!Float.isFinite(rounded)) {
      throw new ArgumentRangeException(
          part
              + " "
              + index
              + " of layer "
              + layer
              + " is "
              + value
              + " after packing, expected a number that binary32 holds; the parameters are"
              + " damaged");
    }
    return rounded;
  }

  private static void requireLength(String part, int expected, int found) {
    if (found != expected) {
      throw new IllegalArgumentException(
          part + ": expected " + expected + " entries, found " + found);
    }
  }
}
