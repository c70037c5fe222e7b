package org.coinage.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Large signals go by patches, as in COIN++ ({@code coinpp/patching.py}): the signal is padded by
 * reflection at the far end of every axis to a multiple of the patch, and cut into tiles that do
 * not overlap. Works on any rank: audio, images, volumes.
 *
 * <p>Reflection does not repeat the border: {@code a b c d} goes on with {@code c b a}. Where the
 * padding is longer than the signal allows (PyTorch refuses a padding not smaller than the extent)
 * the reflection folds back at the near end too, {@code c b a b c d c b ...}, that is with period
 * {@code 2 * extent - 2}; an axis of one point repeats that point. Where PyTorch's reflection is
 * defined, both are equal.
 *
 * <p>Immutable and thread-safe.
 *
 * @param layout where the patches lie
 */
public record Patching(PatchLayout layout) {

  /** Patches of one shape over a grid. */
  public static Patching of(GridShape full, GridShape patch) {
    return new Patching(new PatchLayout(full, patch));
  }

  /** A signal's patches where there is a patch shape, else the signal itself. */
  public static List<Samples> pieces(Samples whole, Optional<GridShape> patch) {
    return patch.map(shape -> of(whole.shape(), shape).split(whole)).orElse(List.of(whole));
  }

  /**
   * The patches of a signal, {@link PatchLayout#count()} in row-major order, every one of shape
   * {@link PatchLayout#patch()}.
   *
   * @throws IllegalArgumentException if the signal does not have the layout's grid
   */
  public List<Samples> split(Samples whole) {
    requireShape("signal", layout.full(), whole.shape());
    int channels = whole.channels();
    GridShape patch = layout.patch();
    List<Samples> patches = new ArrayList<>(layout.count());
    for (int index = 0; index < layout.count(); index++) {
      int[] origin = origin(index);
      float[] values = new float[patch.points() * channels];
      int[] at = new int[patch.rank()];
      for (int point = 0; point < patch.points(); point++) {
        int source = 0;
        for (int axis = 0; axis < at.length; axis++) {
          int extent = layout.full().extent(axis);
          source = source * extent + reflect(origin[axis] + at[axis], extent);
        }
        System.arraycopy(whole.values(), source * channels, values, point * channels, channels);
        advance(at, patch);
      }
      patches.add(new Samples(patch, channels, values));
    }
    return patches;
  }

  /**
   * The signal that patches make up; what lies beyond the grid is cropped. Inverse of {@link
   * #split}.
   *
   * @throws IllegalArgumentException if the number of patches, or a patch's shape or number of
   *     channels, is wrong
   */
  public Samples join(List<Samples> patches) {
    if (patches.size() != layout.count()) {
      throw new IllegalArgumentException(
          "a grid of "
              + layout.full()
              + " in patches of "
              + layout.patch()
              + " needs "
              + layout.count()
              + " of them, not "
              + patches.size());
    }
    int channels = patches.get(0).channels();
    float[] values = new float[Math.multiplyExact(layout.full().points(), channels)];
    for (int index = 0; index < patches.size(); index++) {
      Samples patch = patches.get(index);
      requireShape("patch " + index, layout.patch(), patch.shape());
      if (patch.channels() != channels) {
        throw new IllegalArgumentException(
            "patch " + index + " has " + patch.channels() + " channels, patch 0 has " + channels);
      }
      place(patch, origin(index), values);
    }
    return new Samples(layout.full(), channels, values);
  }

  private void place(Samples patch, int[] origin, float[] values) {
    int channels = patch.channels();
    int[] at = new int[origin.length];
    for (int point = 0; point < patch.shape().points(); point++) {
      int target = 0;
      boolean inside = true;
      for (int axis = 0; axis < at.length; axis++) {
        int extent = layout.full().extent(axis);
        int position = origin[axis] + at[axis];
        inside &= position < extent;
        target = target * extent + position;
      }
      if (inside) {
        System.arraycopy(patch.values(), point * channels, values, target * channels, channels);
      }
      advance(at, patch.shape());
    }
  }

  private int[] origin(int index) {
    GridShape grid = layout.grid();
    int[] origin = new int[grid.rank()];
    int rest = index;
    for (int axis = origin.length - 1; axis >= 0; axis--) {
      origin[axis] = rest % grid.extent(axis) * layout.patch().extent(axis);
      rest /= grid.extent(axis);
    }
    return origin;
  }

  /** Steps to the next point of a grid in row-major order. */
  private static void advance(int[] at, GridShape shape) {
    for (int axis = at.length - 1; axis >= 0; axis--) {
      if (++at[axis] < shape.extent(axis)) {
        return;
      }
      at[axis] = 0;
    }
  }

  private static int reflect(int position, int extent) {
    if (position < extent) {
      return position;
    }
    if (extent == 1) {
      return 0;
    }
    int period = 2 * extent - 2;
    int phase = position % period;
    return phase < extent ? phase : period - phase;
  }

  private static void requireShape(String what, GridShape expected, GridShape found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          what + " has the shape " + found + ", expected " + expected);
    }
  }
}
