package org.coinage.field;

/**
 * Shape of a SIREN: {@code layers - 1} sine layers of equal width and a linear output layer.
 *
 * <pre>
 *   h_0 = encoding(x);  a_l = scale_l (.) (W_l h_{l-1} + b_l) + shift_l;  h_l = sin(w_l a_l)
 *   y   = W_L h_{L-1} + b_L + outputShift
 * </pre>
 *
 * <p>{@code w0} multiplies bias, scale and shift alike, as in COIN++ ({@code coinpp/models.py}).
 *
 * @param coordinateDim coordinates per point before the encoding
 * @param encoding positional encoding of the coordinates
 * @param width units per sine layer
 * @param layers linear layers, the output layer included
 * @param channels features per point
 * @param w0First frequency factor of the first sine layer
 * @param w0 frequency factor of the other sine layers
 * @param outputShift constant added to the output; 0.5 in COIN++, 0 in COIN
 */
public record SirenArchitecture(
    int coordinateDim,
    PositionalEncoding encoding,
    int width,
    int layers,
    int channels,
    double w0First,
    double w0,
    double outputShift) {

  /** Validates every field. */
  public SirenArchitecture {
    require("coordinateDim", coordinateDim, 1, 16);
    require("width", width, 1, 4096);
    require("layers", layers, 2, 64);
    require("channels", channels, 1, 4096);
    require("w0First", w0First);
    require("w0", w0);
    if (!(Math.abs(outputShift) <= 1e6)) {
      throw new IllegalArgumentException("outputShift = " + outputShift + " must be finite");
    }
  }

  /** COIN++'s architecture: w0 in every layer, 0.5 added to the output, no encoding. */
  public static SirenArchitecture coinPlusPlus(
      int coordinateDim, int width, int layers, int channels, double w0) {
    return new SirenArchitecture(
        coordinateDim, PositionalEncoding.NONE, width, layers, channels, w0, w0, 0.5);
  }

  /** Numbers per point that enter the first layer. */
  public int inputDim() {
    return encoding.dimension(coordinateDim);
  }

  /** Number of sine layers. */
  public int sineLayers() {
    return layers - 1;
  }

  /** Inputs of layer {@code l}, counted from 0. */
  public int fanIn(int layer) {
    return layer == 0 ? inputDim() : width;
  }

  /** Outputs of layer {@code l}, counted from 0. */
  public int fanOut(int layer) {
    return layer == layers - 1 ? channels : width;
  }

  /** Frequency factor of sine layer {@code l}, counted from 0. */
  public double frequency(int layer) {
    return layer == 0 ? w0First : w0;
  }

  /** Multiply-adds of one evaluation at one point. */
  public long multiplyAdds() {
    long count = 0;
    for (int l = 0; l < layers; l++) {
      count += (long) fanIn(l) * fanOut(l);
    }
    return count;
  }

  private static void require(String key, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          key + " = " + value + " must be in [" + low + ", " + high + "]");
    }
  }

  private static void require(String key, double value) {
    if (!(value > 0 && value <= 1e5)) {
      throw new IllegalArgumentException(key + " = " + value + " must be in (0, 1e5]");
    }
  }
}
