package org.coinage.signal;

import java.util.List;

/**
 * Equally spaced coordinates per axis, both ends included: {@code [0, 1]} is COIN++'s image frame
 * ({@code coinpp/conversion.py}), {@code [-1, 1]} the one of SIREN and COIN. An axis of one point
 * sits at {@code low}.
 *
 * @param low coordinate of the first point of every axis
 * @param high coordinate of the last point of every axis
 */
public record LinspaceFrame(double low, double high) implements CoordinateFrame {

  /** COIN++'s frame of images and volumes. */
  public static final LinspaceFrame UNIT = new LinspaceFrame(0, 1);

  /** Validates the ends. */
  public LinspaceFrame {
    if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException(
          "frame [" + low + ", " + high + "] must be finite and increasing");
    }
  }

  @Override
  public int dimension(int rank) {
    return rank;
  }

  @Override
  public float[] coordinates(GridShape shape, List<double[]> positions) {
    int rank = shape.rank();
    float[][] axes = new float[rank][];
    int points = 1;
    for (int axis = 0; axis < rank; axis++) {
      axes[axis] = axis(shape.extent(axis), positions.get(axis));
      points = Math.multiplyExact(points, axes[axis].length);
    }
    float[] coordinates = new float[Math.multiplyExact(points, rank)];
    for (int point = 0; point < points; point++) {
      int rest = point;
      for (int axis = rank - 1; axis >= 0; axis--) {
        coordinates[point * rank + axis] = axes[axis][rest % axes[axis].length];
        rest /= axes[axis].length;
      }
    }
    return coordinates;
  }

  private float[] axis(int extent, double... positions) {
    float[] values = new float[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (extent == 1 ? low : low + (high - low) * positions[i] / (extent - 1));
    }
    return values;
  }
}
