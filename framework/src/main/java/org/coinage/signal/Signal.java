package org.coinage.signal;

import java.util.Objects;

/**
 * One signal as the field sees it: points with coordinates and the features to reproduce there.
 *
 * <p>Immutable by contract: the arrays are shared, not copied, and must not be written to after
 * construction. Signals of one shape should share one coordinate array.
 */
public final class Signal {

  private final GridShape shape;
  private final float[] coordinates;
  private final float[] features;
  private final int coordinateDim;
  private final int channels;

  /**
   * A signal of {@code shape.points()} points.
   *
   * @param shape the grid; a subset of points has rank 1
   * @param coordinates {@code [points, coordinateDim]}
   * @param features {@code [points, channels]}, nominally in [0, 1]
   * @throws IllegalArgumentException if an array's length is not a positive multiple of the points
   */
  public Signal(GridShape shape, float[] coordinates, float[] features) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.coordinates = coordinates;
    this.features = features;
    this.coordinateDim = perPoint("coordinates", coordinates.length, shape);
    this.channels = perPoint("features", features.length, shape);
  }

  private static int perPoint(String what, int length, GridShape shape) {
    int points = shape.points();
    if (length == 0 || length % points != 0) {
      throw new IllegalArgumentException(
          what
              + ": "
              + length
              + " numbers do not divide over the "
              + points
              + " points of "
              + shape);
    }
    return length / points;
  }

  /** The grid the points lie on. */
  public GridShape shape() {
    return shape;
  }

  /** Number of points. */
  public int points() {
    return coordinates.length / coordinateDim;
  }

  /** Numbers per point in {@link #coordinates()}. */
  public int coordinateDim() {
    return coordinateDim;
  }

  /** Numbers per point in {@link #features()}. */
  public int channels() {
    return channels;
  }

  /** Coordinates {@code [points, coordinateDim]}; not to be modified. */
  public float[] coordinates() {
    return coordinates;
  }

  /** Features {@code [points, channels]}; not to be modified. */
  public float[] features() {
    return features;
  }

  /** The same features at other coordinates, as after a positional encoding. */
  public Signal withCoordinates(float[] newCoordinates) {
    return new Signal(shape, newCoordinates, features);
  }

  /** The chosen points only, in the given order, as a signal of rank 1. */
  public Signal subset(int[] points) {
    float[] someCoordinates = new float[points.length * coordinateDim];
    float[] someFeatures = new float[points.length * channels];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(
          coordinates,
          points[i] * coordinateDim,
          someCoordinates,
          i * coordinateDim,
          coordinateDim);
      System.arraycopy(features, points[i] * channels, someFeatures, i * channels, channels);
    }
    return new Signal(GridShape.of(points.length), someCoordinates, someFeatures);
  }
}
