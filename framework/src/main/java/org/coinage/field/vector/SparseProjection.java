package org.coinage.field.vector;

import static org.coinage.field.vector.PanelOrder.ALIGNMENT;

import java.util.Arrays;
import org.coinage.kernel.FeatureMajorKernels;
import org.coinage.kernel.SparseRows;

/**
 * Derivatives of one output at the points of a feature-major panel along directions most of whose
 * entries are zero: each entry that is not meets the points of one feature, layer by layer on the
 * backward pass. Not thread-safe.
 */
final class SparseProjection {

  private final FeatureMajorKernels kernels;
  private final PanelLayout layout;
  private final int directions;
  private final SparseRows[] scales;
  private final SparseRows[] shifts;
  private final int panel;

  /** The derivatives with respect to a layer, then those along the directions. */
  private final float[] memory;

  /**
   * A projection.
   *
   * @param scaled whether directions begin with movements of the scales of all layers
   * @param shifted whether movements of the shifts of all layers follow
   * @param directions {@code [directions, scales and shifts]}
   */
  SparseProjection(
      FeatureMajorKernels kernels,
      PanelLayout layout,
      boolean scaled,
      boolean shifted,
      double[]... directions) {
    this.kernels = kernels;
    this.layout = layout;
    this.directions = directions.length;
    this.panel = layout.architecture().width() * kernels.points();
    this.memory = new float[ALIGNMENT + panel + directions.length * kernels.points()];
    this.scales = scaled ? layers(0, directions) : null;
    this.shifts = shifted ? layers(scaled ? layout.sines() : 0, directions) : null;
  }

  private SparseRows[] layers(int first, double[]... rows) {
    int features = layout.architecture().width();
    SparseRows[] layers = new SparseRows[layout.sines()];
    for (int l = 0; l < layers.length; l++) {
      double[] block = new double[rows.length * features];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], (first + l) * features, block, i * features, features);
      }
      double factor = PackedWeights.factor(layout.architecture(), l);
      layers[l] = SparseRows.of(block, factor, rows.length, features, false);
    }
    return layers;
  }

  /** Begins anew, for another output or panel. */
  void clear() {
    Arrays.fill(memory, out(), memory.length, 0);
  }

  private int out() {
    return ALIGNMENT + panel;
  }

  /**
   * Adds a layer's share.
   *
   * @param from memory of the pass
   * @param d where the derivatives with respect to the layer's arguments are
   * @param sum where its sums before the scales are; not looked at without scales
   */
  void add(int layer, float[] from, int d, int sum) {
    if (scales != null) {
      for (int i = 0; i < panel; i++) {
        memory[ALIGNMENT + i] = from[d + i] * from[sum + i];
      }
      kernels.addProduct(scales[layer], memory, ALIGNMENT, out());
    }
    if (shifts != null) {
      System.arraycopy(from, d, memory, ALIGNMENT, panel);
      kernels.addProduct(shifts[layer], memory, ALIGNMENT, out());
    }
  }

  /** The derivatives so far, as rows of points {@code [points][stride]}. */
  void put(float[] rows, int at, int stride) {
    int points = kernels.points();
    for (int i = 0; i < directions; i++) {
      for (int p = 0; p < points; p++) {
        rows[at + p * stride + i] = memory[out() + i * points + p];
      }
    }
  }
}
