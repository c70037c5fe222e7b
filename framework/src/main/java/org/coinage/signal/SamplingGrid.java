package org.coinage.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * Where to evaluate a field other than at the points of its own grid. A point of the grid stands
 * for a cell of width 1 around it, so an axis of n points covers [0, n], point i sits at i + 0.5,
 * and more or fewer samples share that stretch evenly: at twice the density the first two sit at
 * 0.25 and 0.75, a quarter before and behind the first point. Edges stay where they are, as in
 * image tools; nothing moves by half a pixel.
 *
 * @param axes slowest first
 */
public record SamplingGrid(List<Axis> axes) {

  /**
   * Samples at equal steps along an axis, {@code from + (first + i + 0.5) * step} from its low edge
   * for i = 0..points-1.
   *
   * @param from low edge of sample 0, in cells of the signal's grid
   * @param step distance of samples, in cells
   * @param first number of the first sample there is; not 0 where a grid was widened
   * @param points number of samples
   */
  public record Axis(double from, double step, int first, int points) {

    /** Checks that there is at least one sample, at a finite place. */
    public Axis {
      if (!(step > 0 && from >= 0 && from + step * points <= 2.0 * GridShape.MAX_EXTENT)) {
        throw new IllegalArgumentException(
            points + " samples " + step + " apart from " + from + " on lie nowhere");
      }
      if (points < 1 || points > GridShape.MAX_EXTENT) {
        throw new IllegalArgumentException(
            points + " samples along an axis, expected 1 to " + GridShape.MAX_EXTENT);
      }
    }

    /** Where a sample sits, from the low edge of the signal: point i of its grid at i + 0.5. */
    double at(int index) {
      return from + (first + index + 0.5) * step;
    }

    private double low() {
      return from + first * step;
    }

    private double width() {
      return points * step;
    }

    /** The same stretch in equal parts, as near to a number as can be and at least one. */
    private Axis divided(double parts) {
      int whole = (int) Math.max(1, StrictMath.rint(parts));
      return new Axis(low(), width() / whole, 0, whole);
    }

    private Axis part(int number, double start, double extent) {
      double slack = 1e-9 * width(); // of ends that are sums of decimal fractions
      if (!(extent > 0 && start >= low() && start + extent <= low() + width() + slack)) {
        throw new IllegalArgumentException(
            "the region goes from "
                + start
                + " to "
                + (start + extent)
                + " along axis "
                + number
                + ", the signal from "
                + low()
                + " to "
                + (low() + width()));
      }
      int whole = (int) Math.max(1, StrictMath.rint(extent / step));
      return new Axis(start, extent / whole, 0, whole);
    }

    private Axis widened(double reach, int extent) {
      int wanted = (int) StrictMath.ceil(reach / step);
      int before = (int) Math.min(wanted, StrictMath.floor(low() / step));
      int room = (int) StrictMath.floor((extent - low() - width()) / step);
      return new Axis(from, step, first - before, before + points + Math.min(wanted, room));
    }
  }

  /** Copies the axes. */
  public SamplingGrid {
    axes = List.copyOf(axes);
  }

  /** The points of a grid themselves. */
  public static SamplingGrid of(GridShape shape) {
    List<Axis> axes = new ArrayList<>();
    for (int extent : shape.extents()) {
      axes.add(new Axis(0, 1, 0, extent));
    }
    return new SamplingGrid(axes);
  }

  /**
   * A part of this grid with the density it has. Edges may lie between points; the number of
   * samples is rounded.
   *
   * @param from low edges per axis, in cells of the signal's grid
   * @param extents per axis, in cells
   * @throws IllegalArgumentException if the part is empty or reaches beyond this grid
   */
  public SamplingGrid region(List<Double> from, List<Double> extents) {
    requireRank(from.size());
    requireRank(extents.size());
    List<Axis> parts = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      parts.add(axes.get(i).part(i, from.get(i), extents.get(i)));
    }
    return new SamplingGrid(parts);
  }

  /**
   * The same stretch with another number of samples along every axis, rounded and at least 1.
   *
   * @throws IllegalArgumentException if the factor is not above 0 or leads beyond {@link GridShape}
   */
  public SamplingGrid scaled(double factor) {
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException("scale = " + factor + " must be above 0 and finite");
    }
    return new SamplingGrid(axes.stream().map(a -> a.divided(a.points * factor)).toList());
  }

  /** The same stretch with these numbers of samples; axes need not keep their proportion. */
  public SamplingGrid sized(GridShape shape) {
    requireRank(shape.rank());
    List<Axis> sized = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      sized.add(axes.get(i).divided(shape.extent(i)));
    }
    return new SamplingGrid(sized);
  }

  /** With the samples that lie up to {@code reach} cells around it, within a signal's grid. */
  SamplingGrid widened(double reach, GridShape whole) {
    List<Axis> wide = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      wide.add(axes.get(i).widened(reach, whole.extent(i)));
    }
    return new SamplingGrid(wide);
  }

  /** Number of samples along each axis. */
  public GridShape shape() {
    return GridShape.of(axes.stream().mapToInt(Axis::points).toArray());
  }

  private void requireRank(int rank) {
    if (rank != axes.size()) {
      throw new IllegalArgumentException(rank + " axes given for a signal that has " + axes.size());
    }
  }
}
