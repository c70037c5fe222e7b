package org.coinage.field;

import org.coinage.signal.Signal;

/**
 * Sinusoidal features put before the first layer (Struempler et al., ECCV 2022, sec. 3.1): per
 * point {@code [x, sin(base^i pi x_j), cos(base^i pi x_j)]} for i = 0..frequencies-1, grouped by
 * frequency, sines of all coordinates before their cosines. Zero frequencies mean no encoding.
 *
 * <p>Computed with {@link StrictMath} in binary64 and rounded once, so that a decoder on any JVM
 * sees the same bits.
 *
 * @param frequencies number of octave-like bands L
 * @param base ratio of neighbouring frequencies; 1.4 in the paper
 */
public record PositionalEncoding(int frequencies, double base) {

  /** Coordinates as they are. */
  public static final PositionalEncoding NONE = new PositionalEncoding(0, 1.4);

  /** Validates the settings. */
  public PositionalEncoding {
    if (frequencies < 0 || frequencies > 64) {
      throw new IllegalArgumentException("frequencies = " + frequencies + " must be in [0, 64]");
    }
    if (!(base >= 1 && base <= 4)) {
      throw new IllegalArgumentException("base = " + base + " must be in [1, 4]");
    }
  }

  /** Numbers per point after encoding {@code coordinateDim} coordinates. */
  public int dimension(int coordinateDim) {
    return coordinateDim * (1 + 2 * frequencies);
  }

  /** The signal with encoded coordinates; the signal itself where there is nothing to do. */
  public Signal encode(Signal signal) {
    return frequencies == 0
        ? signal
        : signal.withCoordinates(encode(signal.coordinates(), signal.coordinateDim()));
  }

  /** Encodes {@code [points, coordinateDim]} to {@code [points, dimension(coordinateDim)]}. */
  public float[] encode(float[] coordinates, int coordinateDim) {
    if (frequencies == 0) {
      return coordinates;
    }
    int points = coordinates.length / coordinateDim;
    int width = dimension(coordinateDim);
    float[] encoded = new float[points * width];
    for (int p = 0; p < points; p++) {
      System.arraycopy(coordinates, p * coordinateDim, encoded, p * width, coordinateDim);
      double frequency = StrictMath.PI;
      for (int i = 0; i < frequencies; i++) {
        int at = p * width + coordinateDim * (1 + 2 * i);
        for (int j = 0; j < coordinateDim; j++) {
          double angle = frequency * coordinates[p * coordinateDim + j];
          encoded[at + j] = (float) StrictMath.sin(angle);
          encoded[at + coordinateDim + j] = (float) StrictMath.cos(angle);
        }
        frequency *= base;
      }
    }
    return encoded;
  }
}
