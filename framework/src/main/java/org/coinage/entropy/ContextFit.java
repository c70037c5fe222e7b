package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits a {@link ContextModel} to the codes of whole signals.
 *
 * @param classes of activity; 1 for none
 * @param predicts whether neighbours predict symbols
 * @param tables most in the pool
 */
record ContextFit(int classes, boolean predicts, int tables) {

  /** {@code base} with a context; its own tables stay. */
  CodeModel fit(CodeModel base, List<PictureCodes> pictures) {
    PatchSequence symbols = PatchSequence.of(pictures, slots(pictures));
    int dimension = base.dimension();
    boolean[] coded = new boolean[dimension];
    ResidualPrediction[] predictions = new ResidualPrediction[dimension];
    PredictionFit predictionFit = predicts ? new PredictionFit(symbols) : null;
    for (int d = 0; d < dimension; d++) {
      coded[d] = base.table(d) instanceof FrequencyTable;
      predictions[d] = predicts && coded[d] ? predictionFit.of(d) : ResidualPrediction.NONE;
    }
    int[][] sides = new int[symbols.size()][dimension];
    PatchSequence residuals = residuals(symbols, coded, predictions, sides);
    ActivityFit activityFit = new ActivityFit(residuals, classes);
    List<int[]> cells = new ArrayList<>();
    Activity[] activities = new Activity[dimension];
    for (int d = 0; d < dimension; d++) {
      if (coded[d]) {
        activities[d] = activityFit.of(d);
        int[] found = activityFit.activities(activities[d], d);
        cells.addAll(cells(residuals, d, activities[d], found, sides, predictions[d].sides()));
      }
    }
    TablePool pool = new TablePool(cells, tables);
    ContextModel.Dimension[] dimensions = new ContextModel.Dimension[dimension];
    int at = 0;
    for (int d = 0; d < dimension; d++) {
      if (coded[d]) {
        int[] choices = new int[activities[d].classes() * predictions[d].sides()];
        for (int c = 0; c < choices.length; c++) {
          choices[c] = base.tables() + pool.choice(at++);
        }
        dimensions[d] = new ContextModel.Dimension(predictions[d], activities[d], choices);
      }
    }
    return base.withContext(
        new ContextModel(symbols.slots(), activityFit.levels(), pool.tables(), dimensions));
  }

  private static int slots(List<PictureCodes> pictures) {
    return pictures.stream().mapToInt(picture -> picture.grid().slots()).max().orElseThrow();
  }

  private static PatchSequence residuals(
      PatchSequence symbols, boolean[] coded, ResidualPrediction[] predictions, int[]... sides) {
    int[][] residuals = new int[symbols.size()][coded.length];
    for (int i = 0; i < residuals.length; i++) {
      int[][] near = symbols.neighbourhood(i);
      for (int d = 0; d < coded.length; d++) {
        if (coded[d]) {
          long predicted = predictions[d].predict(near);
          residuals[i][d] = symbols.codes()[i][d] - ResidualPrediction.whole(predicted);
          sides[i][d] = predictions[d].side(predicted);
        }
      }
    }
    return new PatchSequence(residuals, symbols.neighbours());
  }

  /** The residuals of a dimension by {@code class * sides + side}. */
  private static List<int[]> cells(
      PatchSequence residuals, int d, Activity activity, int[] found, int[][] side, int sides) {
    int[] cell = new int[residuals.size()];
    int[] sizes = new int[activity.classes() * sides];
    for (int i = 0; i < cell.length; i++) {
      cell[i] = activity.classOf(found[i]) * sides + side[i][d];
      sizes[cell[i]]++;
    }
    List<int[]> cells = new ArrayList<>();
    Arrays.stream(sizes).forEach(size -> cells.add(new int[size]));
    for (int i = 0; i < cell.length; i++) {
      cells.get(cell[i])[--sizes[cell[i]]] = residuals.codes()[i][d];
    }
    cells.forEach(Arrays::sort);
    return cells;
  }
}
