package org.coinage.kernel;

import java.util.Arrays;

/**
 * A block of points on its way through the layers of a {@link PackedSiren}: features outside,
 * points inside, several independent sums at a time. Each sum keeps the order of the rules. Not
 * thread-safe.
 */
final class PointBlock implements LayerBlock {

  private final float[][] weights;
  private final int inputDim;
  private final int width;
  private final int channels;
  private final float[] first = new float[SIZE];
  private final float[] second = new float[SIZE];
  private float[] input;
  private float[] output;
  private int from;
  private int count;

  /**
   * An empty block.
   *
   * @param weights per layer, {@code [out, in]}
   */
  PointBlock(float[][] weights, int inputDim, int width, int channels) {
    this.weights = weights;
    this.inputDim = inputDim;
    this.width = width;
    this.channels = channels;
    this.input = new float[Math.max(inputDim, width) * SIZE];
    this.output = new float[input.length];
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public float[] row(float[] values) {
    return values;
  }

  @Override
  public void begin(float[] coordinates, int firstPoint, int points) {
    from = firstPoint;
    count = points;
    for (int p = 0; p < count; p++) {
      for (int j = 0; j < inputDim; j++) {
        float value = coordinates[(from + p) * inputDim + j];
        if (!Float.isFinite(value)) {
          throw ArgumentRangeException.coordinate(j, from + p, value);
        }
        input[j * SIZE + p] = value;
      }
    }
  }

  @Override
  public void sineLayer(int layer, float[] start, float[] gains, float[] offsets) {
    int in = layer == 0 ? inputDim : width;
    for (int o = 0; o < width; o += 2) {
      int pair = Math.min(o + 1, width - 1);
      chains(weights[layer], in, o, pair, start);
      sine(layer, o, gains, offsets, first);
      if (pair > o) {
        sine(layer, pair, gains, offsets, second);
      }
    }
    float[] swap = input;
    input = output;
    output = swap;
  }

  @Override
  public void output(float[] start, float[] out) {
    for (int o = 0; o < channels; o += 2) {
      int pair = Math.min(o + 1, channels - 1);
      chains(weights[weights.length - 1], width, o, pair, start);
      store(first, o, out);
      store(second, pair, out);
    }
  }

  /** Two outputs at a block of points: each sum starts at its start and runs over the inputs. */
  private void chains(float[] layer, int in, int o, int pair, float[] start) {
    Arrays.fill(first, 0, count, start[o]);
    Arrays.fill(second, 0, count, start[pair]);
    int row = o * in;
    int pairRow = pair * in;
    int i = 0;
    for (; i + 4 <= in; i += 4) {
      quad(layer, row + i, pairRow + i, input, i * SIZE, count, first, second);
    }
    for (; i < in; i++) {
      float weight = layer[row + i];
      float pairWeight = layer[pairRow + i];
      int at = i * SIZE;
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
      float x1 = input[at + SIZE + p];
      float x2 = input[at + 2 * SIZE + p];
      float x3 = input[at + 3 * SIZE + p];
      first[p] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, first[p]))));
      second[p] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, second[p]))));
    }
  }

  private void sine(int layer, int unit, float[] gains, float[] offsets, float[] arguments) {
    if (gains != null) {
      float gain = gains[unit];
      float offset = offsets[unit];
      for (int p = 0; p < count; p++) {
        arguments[p] = Math.fma(gain, arguments[p], offset);
      }
    }
    for (int p = 0; p < count; p++) {
      if (!Sincos.inRange(arguments[p])) {
        throw ArgumentRangeException.argument(layer, unit, from + p, arguments[p]);
      }
    }
    int at = unit * SIZE;
    for (int p = 0; p < count; p++) {
      output[at + p] = Sincos.sinPi(arguments[p]);
    }
  }

  private void store(float[] values, int channel, float[] out) {
    for (int p = 0; p < count; p++) {
      float value = values[p] + 0.0f;
      if (!Float.isFinite(value)) {
        throw ArgumentRangeException.output(channel, from + p, value);
      }
      out[(from + p) * channels + channel] = value;
    }
  }
}
