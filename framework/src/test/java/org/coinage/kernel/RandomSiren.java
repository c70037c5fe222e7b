package org.coinage.kernel;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A random SIREN with random points, and slow evaluations of it to compare with. */
final class RandomSiren {

  final int inputDim;
  final int width;
  final int layers;
  final int channels;
  final int points;
  final double[] frequencies;
  final double[][] weights;
  final double[][] biases;
  final double[][] scales;
  final double[][] shifts;
  final float[] coordinates;
  boolean skipZeros;

  private static final double OUTPUT_SHIFT = 0.5;

  private RandomSiren(int seed) {
    RandomGenerator random = SeedTree.root(seed).child("siren").generator();
    inputDim = 1 + random.nextInt(4);
    width = 1 + random.nextInt(37);
    layers = 2 + random.nextInt(14);
    channels = 1 + random.nextInt(4);
    points = 1 + random.nextInt(150);
    frequencies = new double[layers - 1];
    Arrays.fill(frequencies, 5);
    frequencies[0] = 30;
    weights = new double[layers][];
    biases = new double[layers][];
    for (int l = 0; l < layers; l++) {
      int out = l == layers - 1 ? channels : width;
      double range = l == 0 ? 1.0 / inputDim : StrictMath.sqrt(6.0 / width) / 5;
      weights[l] = uniform(random, out * fanIn(l), range);
      biases[l] = uniform(random, out, range);
    }
    scales = seed % 3 == 0 ? layers(random, 1) : null;
    shifts = seed % 4 == 1 ? null : layers(random, 0);
    coordinates = new float[points * inputDim];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = random.nextFloat();
    }
  }

  /** Multiples of 3 have scales; all have shifts, but for those that leave 1 when divided by 4. */
  static RandomSiren draw(int seed) {
    return new RandomSiren(seed);
  }

  PackedSiren pack() {
    return PackedSiren.pack(
        inputDim, width, layers, channels, frequencies, weights, biases, OUTPUT_SHIFT);
  }

  float[] evaluate() {
    float[] out = new float[points * channels];
    pack().evaluate(scales, shifts, coordinates, out);
    return out;
  }

  /** The rules of the package, read aloud. */
  float[] byTheRules() {
    float[] out = new float[points * channels];
    for (int p = 0; p < points; p++) {
      float[] h = Arrays.copyOfRange(coordinates, p * inputDim, (p + 1) * inputDim);
      for (int l = 0; l < layers - 1; l++) {
        double f = frequencies[l] / Math.PI;
        float[] next = new float[width];
        for (int o = 0; o < width; o++) {
          double s = shifts == null ? 0 : shifts[l][o];
          float acc =
              scales == null ? (float) (f * (biases[l][o] + s)) : (float) (f * biases[l][o]);
          float t = chain(acc, l, o, f, h);
          float u = scales == null ? t : Math.fma((float) scales[l][o], t, (float) (f * s));
          next[o] = sine(u);
        }
        h = next;
      }
      for (int c = 0; c < channels; c++) {
        float start = (float) (biases[layers - 1][c] + OUTPUT_SHIFT);
        out[p * channels + c] = chain(start, layers - 1, c, 1, h) + 0.0f;
      }
    }
    return out;
  }

  /** The function itself, in binary64 with {@link Math#sin}. */
  double[] inBinary64() {
    double[] out = new double[points * channels];
    for (int p = 0; p < points; p++) {
      double[] h = new double[inputDim];
      for (int j = 0; j < inputDim; j++) {
        h[j] = coordinates[p * inputDim + j];
      }
      for (int l = 0; l < layers; l++) {
        double[] next = new double[l == layers - 1 ? channels : width];
        for (int o = 0; o < next.length; o++) {
          double a = biases[l][o];
          for (int i = 0; i < h.length; i++) {
            a += weights[l][o * h.length + i] * h[i];
          }
          if (l < layers - 1) {
            a = (scales == null ? 1 : scales[l][o]) * a + (shifts == null ? 0 : shifts[l][o]);
            next[o] = StrictMath.sin(frequencies[l] * a);
          } else {
            next[o] = a + OUTPUT_SHIFT;
          }
        }
        h = next;
      }
      System.arraycopy(h, 0, out, p * channels, channels);
    }
    return out;
  }

  private float chain(float start, int l, int o, double factor, float[] h) {
    float acc = start;
    for (int i = 0; i < h.length; i++) {
      float packed = (float) (factor * weights[l][o * h.length + i]);
      if (packed != 0 || !skipZeros) {
        acc = Math.fma(packed, h[i], acc);
      }
    }
    return acc;
  }

  /** Rules 3 and 4, with the parity from an integer. */
  private static float sine(float u) {
    float q = (float) Math.rint(u);
    float r = u - q;
    float x = r * r;
    float p = Sincos.S11;
    for (float c : new float[] {Sincos.S9, Sincos.S7, Sincos.S5, Sincos.S3, Sincos.S1}) {
      p = Math.fma(p, x, c);
    }
    return ((int) q & 1) == 0 ? p * r : -(p * r);
  }

  private int fanIn(int layer) {
    return layer == 0 ? inputDim : width;
  }

  private double[][] layers(RandomGenerator random, double center) {
    double[][] values = new double[layers - 1][];
    for (int l = 0; l < values.length; l++) {
      values[l] = uniform(random, width, 0.1);
      for (int o = 0; o < width; o++) {
        values[l][o] += center;
      }
    }
    return values;
  }

  private static double[] uniform(RandomGenerator random, int count, double range) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = range * (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
