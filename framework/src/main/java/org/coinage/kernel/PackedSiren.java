package org.coinage.kernel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The normative evaluation of a SIREN: the rules of the package, in scalar Java. Weights are packed
 * once and serve every signal that shares them; scales and shifts come with each evaluation.
 *
 * <p>Points are worked on in blocks, by plain loops at first and by the panel kernels in long work,
 * which changes the speed and not the bits. Thread-safe.
 */
public final class PackedSiren {

  private static final PanelKernels KERNELS = PanelKernels.best();

  /** Multiply-adds after which the vector kernels pay: until they are compiled they are slow. */
  private static final long LONG_WORK = 1L << 30;

  private final int inputDim;
  private final int width;
  private final int channels;
  private final double[] factors;
  private final float[][] weights;
  private final double[][] biases;
  private final float[] outputStart;
  private final AtomicLong work = new AtomicLong();
  private volatile PanelForm panelForm;

  /** Weights as the panel kernels take them, in one of two forms; the other is null. */
  private record PanelForm(float[][] dense, SparseRows[] sparse) {}

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
    LayerBlock block = block(points);
    for (int l = 0; l < sineLayers; l++) {
      starts[l] = block.row(starts[l]);
      if (scales != null) {
        gains[l] = block.row(gains[l]);
        offsets[l] = block.row(offsets[l]);
      }
    }
    float[] outputRow = block.row(outputStart);
    for (int from = 0; from < points; from += block.size()) {
      block.begin(coordinates, from, Math.min(block.size(), points - from));
      for (int l = 0; l < sineLayers; l++) {
        block.sineLayer(
            l, starts[l], scales == null ? null : gains[l], scales == null ? null : offsets[l]);
      }
      block.output(outputRow, out);
    }
  }

  private LayerBlock block(int points) {
    if (KERNELS.priority() == 0 || work.getAndAdd((long) points * packed()) <= LONG_WORK) {
      return new PointBlock(weights, inputDim, width, channels);
    }
    PanelForm form = panelForm();
    return form.sparse() == null
        ? new PointPanel(KERNELS, form.dense(), inputDim, width, channels)
        : new FeaturePanel(KERNELS, form.sparse(), inputDim, width, channels);
  }

  /** The same as after long work. */
  PackedSiren warm() {
    work.set(LONG_WORK + 1);
    return this;
  }

  /** Weights of all layers. */
  private long packed() {
    long size = 0;
    for (float[] layer : weights) {
      size += layer.length;
    }
    return size;
  }

  private PanelForm panelForm() {
    PanelForm form = panelForm;
    if (form == null) {
      form = SparseRows.pay(weights) ? sparseForm() : denseForm();
      panelForm = form; // whoever else made one made the same
    }
    return form;
  }

  private PanelForm denseForm() {
    float[][] dense = new float[weights.length][];
    for (int l = 0; l < dense.length; l++) {
      int in = l == 0 ? inputDim : width;
      dense[l] = PointPanel.pack(KERNELS, weights[l], in, weights[l].length / in);
    }
    return new PanelForm(dense, null);
  }

  private PanelForm sparseForm() {
    SparseRows[] sparse = new SparseRows[weights.length];
    for (int l = 0; l < sparse.length; l++) {
      int in = l == 0 ? inputDim : width;
      sparse[l] = SparseRows.of(weights[l], weights[l].length / in, in);
    }
    return new PanelForm(null, sparse);
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
