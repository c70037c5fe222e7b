package org.coinage.datasets;

import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;

/**
 * Between 8-bit samples as files have them and the nominal range [0, 1]: {@code value / 255} one
 * way, clamped and rounded to the nearest (halves up) the other. The way out undoes the way in.
 */
public final class EightBit {

  private static final float[] TO_UNIT = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      TO_UNIT[i] = i / 255f;
    }
  }

  private EightBit() {}

  /** The sample of a file in [0, 1]; only the low eight bits of the argument count. */
  public static float toUnit(int value) {
    return TO_UNIT[value & 255];
  }

  /** The nearest 8-bit value, 0 for NaN. */
  public static int fromUnit(float value) {
    return (int) (Math.min(1f, Math.max(0f, Float.isNaN(value) ? 0f : value)) * 255f + 0.5f);
  }

  /** Samples of {@code [points, channels]} bytes that start at an offset. */
  public static Samples samples(GridShape shape, int channels, byte[] bytes, int offset) {
    float[] values = new float[shape.points() * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = TO_UNIT[bytes[offset + i] & 255];
    }
    return new Samples(shape, channels, values);
  }

  /** Bytes {@code [points, channels]} nearest to samples. */
  public static byte[] bytes(Samples samples) {
    float[] values = samples.values();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) fromUnit(values[i]);
    }
    return bytes;
  }
}
