package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the codes of neighbouring patches bear on a code: for each dimension a prediction, an
 * activity, and which table is used for which class of activity and side of the prediction. The
 * tables are the code model's own, then a pool that all dimensions share, so that a rare case of
 * one dimension borrows from what is common elsewhere. Immutable.
 *
 * @param slots of {@link PatchGrid} that take part
 * @param levels of codes
 * @param pool tables beside the code model's own
 * @param dimensions one each; null where the code model's table is a {@link ConstantSymbol}
 */
record ContextModel(
    int slots, Activity.Levels levels, List<FrequencyTable> pool, Dimension[] dimensions) {

  private static final int MAX_POOL = 4096;

  /**
   * The context of one dimension.
   *
   * @param cells by {@code class * sides + side}: index into the code model's tables and the pool
   */
  record Dimension(ResidualPrediction prediction, Activity activity, int[] cells) {

    private void write(List<Integer> out) {
      prediction.write(out);
      activity.write(out);
      Arrays.stream(cells).forEach(out::add);
    }
  }

  /**
   * {@code [slots, mean level, gains by dimension..., tables in the pool, tables..., contexts of
   * the dimensions that are not constant...]}; a context is its prediction, its activity, its
   * cells.
   */
  void write(List<Integer> out) {
    out.add(slots);
    out.add(levels.mean());
    Arrays.stream(levels.gains()).forEach(out::add);
    out.add(pool.size());
    pool.forEach(table -> Arrays.stream(table.toInts()).forEach(out::add));
    for (Dimension dimension : dimensions) {
      if (dimension != null) {
        dimension.write(out);
      }
    }
  }

  /** Reads the context of a model that has its tables already. */
  static ContextModel read(StoredInts in, CodeModel model) {
    int dimension = model.dimension();
    int slots = in.next("slots", 1, PatchGrid.MAX_SLOTS);
    int mean = in.next("mean level", 0, Activity.Levels.MAX_LEVEL);
    int[] gains = in.next(dimension, "gains", 0, Activity.Levels.MAX_GAIN);
    int count = in.next("tables of the pool", 0, MAX_POOL);
    List<FrequencyTable> pool = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!(in.table() instanceof FrequencyTable table)) {
        throw new InvalidTableException(
            "code model: the pool has a constant; expected frequencies");
      }
      pool.add(table);
    }
    Dimension[] dimensions = new Dimension[dimension];
    for (int d = 0; d < dimension; d++) {
      if (model.table(d) instanceof FrequencyTable) {
        ResidualPrediction prediction = ResidualPrediction.read(in, slots, dimension);
        Activity activity = Activity.read(in, slots);
        int size = activity.classes() * prediction.sides();
        int[] cells = in.next(size, "cells", 0, model.tables() + pool.size() - 1);
        for (int cell : cells) {
          if (cell < model.tables() && model.storedTable(cell) instanceof ConstantSymbol) {
            throw new InvalidTableException(
                "code model: a cell of dimension " + d + " has constant table " + cell);
          }
        }
        dimensions[d] = new Dimension(prediction, activity, cells);
      }
    }
    return new ContextModel(slots, new Activity.Levels(mean, gains), pool, dimensions);
  }
}
