package org.coinage.signal;

/**
 * Where the points of a grid lie in the domain of the field. A frame is part of the model: encoder
 * and decoder derive identical coordinates from the shape alone.
 *
 * <p>Implementations are stateless, thread-safe and deterministic to the last bit on every JVM.
 */
public interface CoordinateFrame {

  /** Number of coordinates per point for a grid of the given rank. */
  int dimension(int rank);

  /** Coordinates {@code [points, dimension]} of all points of the grid, in row-major order. */
  float[] coordinates(GridShape shape);
}
