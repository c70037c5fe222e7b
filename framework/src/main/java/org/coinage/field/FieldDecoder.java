package org.coinage.field;

import org.coinage.kernel.PackedSiren;

/**
 * Evaluates fields for decoding, by the rules of {@code org.coinage.kernel}: the same bits on every
 * JVM. The weights are packed when the decoder is made; signals that share them share the decoder.
 * Immutable and thread-safe.
 */
public final class FieldDecoder {

  private final SirenArchitecture architecture;
  private final PackedSiren siren;

  /**
   * A decoder for fields with these weights.
   *
   * @param architecture shape of the SIREN
   * @param shared its weights and biases; scales and shifts are ignored
   * @throws org.coinage.kernel.ArgumentRangeException if a weight is not finite in binary32
   */
  public FieldDecoder(SirenArchitecture architecture, FieldTensors shared) {
    this.architecture = architecture;
    double[] frequencies = new double[architecture.sineLayers()];
    for (int l = 0; l < frequencies.length; l++) {
      frequencies[l] = architecture.frequency(l);
    }
    siren =
        PackedSiren.pack(
            architecture.inputDim(),
            architecture.width(),
            architecture.layers(),
            architecture.channels(),
            frequencies,
            shared.weights(),
            shared.biases(),
            architecture.outputShift());
  }

  /** Shape of the SIREN. */
  public SirenArchitecture architecture() {
    return architecture;
  }

  /**
   * Field values {@code [points, channels]} of the signal with these scales and shifts, at encoded
   * coordinates {@code [points, inputDim]}.
   *
   * @param psi scales and shifts of the signal; weights and biases are those of the decoder
   * @throws org.coinage.kernel.ArgumentRangeException if a number leaves the range of the rules
   */
  public float[] evaluate(FieldTensors psi, float[] coordinates) {
    int points = coordinates.length / architecture.inputDim();
    float[] out = new float[Math.multiplyExact(points, architecture.channels())];
    siren.evaluate(psi.scales(), psi.shifts(), coordinates, out);
    return out;
  }
}
