package org.coinage.signal;

import java.util.Objects;

/**
 * Samples of a signal on a regular grid, before any coordinates: an image, a piece of audio, a
 * volume. What readers give and writers take.
 *
 * <p>Immutable by contract: the array is shared and must not be written to after construction.
 *
 * @param shape the grid, slowest axis first: {@code [rows, columns]} for an image
 * @param channels samples per point
 * @param values {@code [points, channels]}, nominally in [0, 1]; an 8-bit image is value / 255
 */
public record Samples(GridShape shape, int channels, float[] values) {

  /** Checks that the array has {@code points * channels} entries. */
  public Samples {
    Objects.requireNonNull(shape, "shape");
    if (channels < 1 || values.length != (long) shape.points() * channels) {
      throw new IllegalArgumentException(
          "a grid of "
              + shape
              + " with "
              + channels
              + " channels does not hold "
              + values.length
              + " values");
    }
  }

  /** The samples at the coordinates a frame gives them. */
  public Signal in(CoordinateFrame frame) {
    return new Signal(shape, frame.coordinates(shape), values);
  }
}
