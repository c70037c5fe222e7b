package org.coinage.experiments.report;

import java.util.List;
import java.util.Map;
import org.coinage.signal.Samples;

/**
 * Everything a report shows. Lists may be empty; their sections are then left out.
 *
 * @param title of the page
 * @param summary one or two sentences that say what was found
 * @param curves rate-distortion curves in the order of the legend, our own first
 * @param tables further numbers, and those behind the plots
 * @param learning curves over training steps
 * @param pictures originals and their reconstructions
 * @param notes what a reader must know to judge the numbers
 * @param provenance facts of the run, in order
 */
public record ReportData(
    String title,
    String summary,
    List<Curve> curves,
    List<Table> tables,
    List<LearningCurve> learning,
    List<Picture> pictures,
    List<String> notes,
    Map<String, String> provenance) {

  /** Where a curve comes from; decides how it is drawn. */
  public enum Origin {
    /** Measured by this run, of the codec the report is about. */
    OURS,
    /** Measured by this run, to compare with. */
    BASELINE,
    /** Taken from a publication. */
    PUBLISHED
  }

  /**
   * A rate-distortion curve.
   *
   * @param name for the legend
   * @param origin where it comes from
   * @param bpp rates in increasing order, above 0
   * @param psnr dB at those rates
   */
  public record Curve(String name, Origin origin, List<Double> bpp, List<Double> psnr) {

    /** Checks that there are as many rates as values, and at least one. */
    public Curve {
      requirePairs(name, bpp, psnr);
    }
  }

  /**
   * A quantity over training.
   *
   * @param name for the legend, with unit
   * @param steps outer steps, increasing
   * @param values at those steps
   */
  public record LearningCurve(String name, List<Double> steps, List<Double> values) {

    /** Checks that there are as many steps as values, and at least one. */
    public LearningCurve {
      requirePairs(name, steps, values);
    }
  }

  /**
   * Numbers in rows.
   *
   * @param caption what the table shows
   * @param header column titles
   * @param rows cells as text, each row as long as the header
   */
  public record Table(String caption, List<String> header, List<List<String>> rows) {

    /** Checks the length of the rows. */
    public Table {
      for (List<String> row : rows) {
        if (row.size() != header.size()) {
          throw new IllegalArgumentException(
              "table \"" + caption + "\": row " + row + " does not fit header " + header);
        }
      }
    }
  }

  /**
   * One signal beside what came back.
   *
   * @param name of the signal
   * @param facts such as bytes and PSNR
   * @param original image of 1 or 3 channels
   * @param reconstruction of the same form
   */
  public record Picture(String name, String facts, Samples original, Samples reconstruction) {}

  private static void requirePairs(String name, List<Double> x, List<Double> y) {
    if (x.isEmpty() || x.size() != y.size()) {
      throw new IllegalArgumentException(
          "curve \"" + name + "\": " + x.size() + " positions but " + y.size() + " values");
    }
    for (List<Double> values : List.of(x, y)) {
      for (double value : values) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("curve \"" + name + "\" holds " + value);
        }
      }
    }
  }
}
