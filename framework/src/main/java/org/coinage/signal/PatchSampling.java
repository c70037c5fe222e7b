package org.coinage.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which patch gives which samples of a {@link SamplingGrid}: every sample comes from the patch
 * whose cells it lies in. A field is not evaluated beyond its outermost points, where it was never
 * told what to be: samples of the outer half of a border cell take the value on its middle.
 *
 * <p>Immutable and thread-safe.
 */
public final class PatchSampling {

  private final PatchLayout layout;
  private final GridShape shape;
  private final List<List<Span>> spans = new ArrayList<>();

  /** The samples of an axis that lie in one row of patches. */
  private record Span(int first, double[] positions) {}

  /**
   * A sampling.
   *
   * @param layout of the patches
   * @param grid where samples are wanted
   * @throws IllegalArgumentException if the grid has other axes or reaches beyond the signal
   */
  public PatchSampling(PatchLayout layout, SamplingGrid grid) {
    this.layout = layout;
    this.shape = grid.shape();
    if (grid.axes().size() != layout.full().rank()) {
      throw new IllegalArgumentException(
          "samples along " + grid.axes().size() + " axes of a signal of " + layout.full());
    }
    for (int i = 0; i < shape.rank(); i++) {
      SamplingGrid.Axis axis = grid.axes().get(i);
      if (!(axis.at(0) > 0 && axis.at(axis.points() - 1) < layout.full().extent(i))) {
        throw new IllegalArgumentException(
            "samples beyond axis " + i + " of a signal of " + layout.full());
      }
      spans.add(spans(axis, layout.patch().extent(i), layout.grid().extent(i)));
    }
  }

  private static List<Span> spans(SamplingGrid.Axis axis, int patch, int patches) {
    List<Span> spans = new ArrayList<>();
    int next = 0;
    for (int k = 0; k < patches; k++) {
      int first = next;
      double low = (double) k * patch;
      while (next < axis.points() && axis.at(next) < low + patch) {
        next++;
      }
      double[] positions = new double[next - first];
      Arrays.setAll(
          positions, i -> Math.max(0, Math.min(patch - 1, axis.at(first + i) - 0.5 - low)));
      spans.add(new Span(first, positions));
    }
    return spans;
  }

  private Span[] own(int patch) {
    Span[] own = new Span[spans.size()];
    int rest = patch;
    for (int axis = own.length - 1; axis >= 0; axis--) {
      int patches = spans.get(axis).size();
      own[axis] = spans.get(axis).get(rest % patches);
      rest /= patches;
    }
    return own;
  }

  /**
   * Where to evaluate a patch: per axis, positions counted in its points as {@link
   * CoordinateFrame#coordinates(GridShape, List)} takes them. No positions along some axis where
   * none of the samples lies in the patch.
   */
  public List<double[]> positions(int patch) {
    return Arrays.stream(own(patch)).map(Span::positions).toList();
  }

  /** Whether any sample lies in a patch. */
  public boolean touches(int patch) {
    return positions(patch).stream().allMatch(axis -> axis.length > 0);
  }

  /**
   * The signal that the patches make up.
   *
   * @param values per patch, at its {@link #positions}, {@code [points, channels]}
   * @param channels numbers per point
   */
  public Samples join(List<float[]> values, int channels) {
    float[] joined = new float[Math.multiplyExact(shape.points(), channels)];
    for (int patch = 0; patch < layout.count(); patch++) {
      Span[] own = own(patch);
      for (int point = 0; point < values.get(patch).length / channels; point++) {
        int rest = point;
        int target = 0;
        int stride = 1;
        for (int axis = own.length - 1; axis >= 0; axis--) {
          int length = own[axis].positions.length;
          target += (own[axis].first + rest % length) * stride;
          rest /= length;
          stride *= shape.extent(axis);
        }
        System.arraycopy(values.get(patch), point * channels, joined, target * channels, channels);
      }
    }
    return new Samples(shape, channels, joined);
  }
}
