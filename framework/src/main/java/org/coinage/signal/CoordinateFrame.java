package org.coinage.signal;

import java.util.List;
import java.util.stream.IntStream;

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
  default float[] coordinates(GridShape shape) {
    return coordinates(
        shape,
        IntStream.range(0, shape.rank())
            .mapToObj(axis -> IntStream.range(0, shape.extent(axis)).asDoubleStream().toArray())
            .toList());
  }

  /**
   * Coordinates {@code [points, dimension]} between and beside the points of a grid, in row-major
   * order.
   *
   * @param shape the grid
   * @param positions per axis, counted in points of the grid: 0 is its first point, 0.5 halfway to
   *     the second; whole numbers give the bits of {@link #coordinates(GridShape)}
   */
  float[] coordinates(GridShape shape, List<double[]> positions);
}
