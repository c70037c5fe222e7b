package org.coinage.experiments.report;

import static org.coinage.experiments.report.Markup.escape;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@link ReportData} as one self-contained page. Stateless and thread-safe. */
public final class Report {

  private Report() {}

  /** Writes the page to a file, in UTF-8. */
  public static void write(ReportData data, Path path) throws IOException {
    Files.writeString(path, toHtml(data), StandardCharsets.UTF_8);
  }

  /** The page: HTML that is well-formed XML too. */
  public static String toHtml(ReportData data) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
        <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        <p class="summary">%s</p>
        """
            .formatted(
                escape(data.title()), style(), escape(data.title()), escape(data.summary())));
    section(page, "Rate and distortion", rateDistortion(data.curves()));
    section(page, "Pictures", pictures(data.pictures()));
    section(page, "Numbers", tables(data.tables()));
    section(page, "Learning", learning(data.learning()));
    section(page, "Notes", notes(data.notes()));
    section(page, "This run", provenance(data));
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void section(StringBuilder page, String title, String content) {
    if (!content.isEmpty()) {
      page.append("<section>\n<h2>").append(title).append("</h2>\n");
      page.append(content).append("</section>\n");
    }
  }

  private static String rateDistortion(List<ReportData.Curve> curves) {
    if (curves.isEmpty()) {
      return "";
    }
    List<ReportData.Curve> measured =
        curves.stream().filter(curve -> curve.origin() != ReportData.Origin.PUBLISHED).toList();
    if (measured.isEmpty() || measured.size() == curves.size()) {
      return CurveFigure.inPage(curves);
    }
    // apart, for they lie at other rates: one plot of all would have no room for what was measured
    List<ReportData.Curve> beside =
        curves.stream()
            .filter(
                curve -> curve.equals(measured.get(0)) || curve.origin() != ReportData.Origin.OURS)
            .toList();
    return CurveFigure.inPage(measured)
        + "<h3>Beside what was published</h3>\n"
        + "<p>Networks and trainings of other sizes, often on all of a data set, and rates that are"
        + " not bytes of files: for reference.</p>\n"
        + CurveFigure.inPage(beside);
  }

  private static String learning(List<ReportData.LearningCurve> curves) {
    StringBuilder html = new StringBuilder();
    for (ReportData.LearningCurve curve : curves) {
      double last = curve.values().get(curve.values().size() - 1);
      html.append(
          Plot.draw(
              curve.name() + " over outer steps, ending at " + Axis.label(last),
              "outer step",
              curve.name(),
              false,
              List.of(
                  new Plot.Line(curve.name(), curve.steps(), curve.values(), false, true, false))));
    }
    return html.toString();
  }

  private static String pictures(List<ReportData.Picture> pictures) {
    if (pictures.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder();
    html.append(
        "<p>From left to right: original, decoded file, error (gray is none, amplified %d times).</p>\n"
            .formatted(PictureStrip.AMPLIFICATION));
    html.append("<div class=\"strips\">\n");
    pictures.forEach(picture -> html.append(PictureStrip.draw(picture)));
    return html.append("</div>\n").toString();
  }

  private static String tables(List<ReportData.Table> tables) {
    StringBuilder html = new StringBuilder();
    for (ReportData.Table table : tables) {
      html.append("<div class=\"scroll\"><table>\n<caption>")
          .append(escape(table.caption()))
          .append("</caption>\n<thead><tr>");
      table.header().forEach(cell -> element(html, "th scope=\"col\"", "th", cell));
      html.append("</tr></thead>\n<tbody>\n");
      for (List<String> row : table.rows()) {
        html.append("<tr>");
        row.forEach(cell -> element(html, "td", "td", cell));
        html.append("</tr>\n");
      }
      html.append("</tbody>\n</table></div>\n");
    }
    return html.toString();
  }

  private static String notes(List<String> notes) {
    if (notes.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<ul>\n");
    notes.forEach(note -> element(html, "li", "li", note));
    return html.append("\n</ul>\n").toString();
  }

  private static String provenance(ReportData data) {
    if (data.provenance().isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<dl>\n");
    data.provenance()
        .forEach(
            (key, value) -> {
              element(html, "dt", "dt", key);
              element(html, "dd", "dd", value);
              html.append('\n');
            });
    return html.append("</dl>\n").toString();
  }

  private static void element(StringBuilder html, String open, String close, String text) {
    html.append('<').append(open).append('>').append(escape(text));
    html.append("</").append(close).append('>');
  }

  private static String style() {
    return Plot.style() + Markup.resource("report.css");
  }
}
