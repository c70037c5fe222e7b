package org.coinage.experiments.report;

import static org.coinage.experiments.report.Markup.coordinate;
import static org.coinage.experiments.report.Markup.escape;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Line plots as SVG: inline, with the colours of the page, or as a file of its own. */
final class Plot {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 440;
  private static final int LEFT = 64;
  private static final int RIGHT = 20;
  private static final int TOP = 16;
  private static final int BOTTOM = 52;
  private static final int COLOURS = 8;
  private static final int ROW = 22;

  private Plot() {}

  /**
   * One line of a plot.
   *
   * @param published dashed and hollow
   * @param strong drawn thicker
   * @param marked whether points get a mark
   */
  record Line(
      String name,
      List<Double> x,
      List<Double> y,
      boolean published,
      boolean strong,
      boolean marked) {}

  /** The rules that a page with plots needs. */
  static String style() {
    return Markup.resource("plot.css");
  }

  /** For a page: the legend follows as a list. */
  static String draw(
      String alt, String xTitle, String yTitle, boolean logarithmicX, List<Line> lines) {
    return open(alt, HEIGHT)
        + body(xTitle, yTitle, logarithmicX, lines)
        + "</svg>\n"
        + legend(lines);
  }

  /** A file of its own: colours and legend are in it. */
  static String standalone(
      String alt, String xTitle, String yTitle, boolean logarithmicX, List<Line> lines) {
    int height = HEIGHT + 24 + ROW * lines.size();
    StringBuilder svg = new StringBuilder(open(alt, height));
    svg.append("<style>\n")
        .append(style())
        .append(".plot { font-family: system-ui, sans-serif; }\n");
    svg.append("</style>\n");
    svg.append(
        "<rect width=\"%d\" height=\"%d\" fill=\"var(--card)\"/>\n".formatted(WIDTH, height));
    svg.append(body(xTitle, yTitle, logarithmicX, lines));
    for (int i = 0; i < lines.size(); i++) {
      int at = HEIGHT + 18 + ROW * i;
      svg.append(
          "<g class=\"%s\"><polyline points=\"%d,%d %d,%d\"/></g><text x=\"%d\" y=\"%d\">%s</text>\n"
              .formatted(
                  classes(lines.get(i), i),
                  LEFT,
                  at,
                  LEFT + 32,
                  at,
                  LEFT + 42,
                  at + 4,
                  escape(lines.get(i).name())));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String open(String alt, int height) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">\n"
        .formatted(WIDTH, height, escape(alt));
  }

  private static String body(String xTitle, String yTitle, boolean logarithmicX, List<Line> lines) {
    Axis x = Axis.around(logarithmicX, all(lines, Line::x), LEFT, WIDTH - RIGHT);
    Axis y = Axis.around(false, all(lines, Line::y), HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    for (double tick : x.ticks()) {
      String at = coordinate(x.position(tick));
      svg.append(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/><text x=\"%s\" y=\"%d\" class=\"tick mid\">%s</text>\n"
              .formatted(at, at, TOP, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 18, Axis.label(tick)));
    }
    for (double tick : y.ticks()) {
      String at = coordinate(y.position(tick));
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/><text x=\"%d\" y=\"%s\" class=\"tick end\">%s</text>\n"
              .formatted(
                  LEFT,
                  WIDTH - RIGHT,
                  at,
                  at,
                  LEFT - 8,
                  coordinate(y.position(tick) + 4),
                  Axis.label(tick)));
    }
    int middle = (TOP + HEIGHT - BOTTOM) / 2;
    svg.append(
        "<text x=\"%d\" y=\"%d\" class=\"title mid\">%s</text><text transform=\"translate(16 %d) rotate(-90)\" class=\"title mid\">%s</text>\n"
            .formatted(
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, escape(xTitle), middle, escape(yTitle)));
    for (int i = lines.size() - 1; i >= 0; i--) {
      svg.append(line(lines.get(i), i, x, y));
    }
    return svg.toString();
  }

  private static List<Double> all(List<Line> lines, Function<Line, List<Double>> side) {
    return lines.stream().flatMap(line -> side.apply(line).stream()).toList();
  }

  private static String line(Line line, int index, Axis x, Axis y) {
    StringBuilder points = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (int i = 0; i < line.x().size(); i++) {
      String px = coordinate(x.position(line.x().get(i)));
      String py = coordinate(y.position(line.y().get(i)));
      points.append(i == 0 ? "" : " ").append(px).append(',').append(py);
      if (line.marked()) {
        marks.append(
            "<circle class=\"mark\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s: %s, %s</title></circle>"
                .formatted(
                    px,
                    py,
                    line.strong() ? "4.5" : "3.5",
                    escape(line.name()),
                    number(line.x().get(i)),
                    number(line.y().get(i))));
      }
    }
    return "<g class=\"%s\"><polyline points=\"%s\"/>%s</g>\n"
        .formatted(classes(line, index), points, marks);
  }

  private static String legend(List<Line> lines) {
    StringBuilder html = new StringBuilder("<ul class=\"legend\">\n");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      html.append(
          "<li><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 34 12\" width=\"34\" height=\"12\" aria-hidden=\"true\"><g class=\"%s\"><polyline points=\"1,6 33,6\"/>%s</g></svg>%s%s</li>\n"
              .formatted(
                  classes(line, i),
                  line.marked() ? "<circle class=\"mark\" cx=\"17\" cy=\"6\" r=\"3.5\"/>" : "",
                  escape(line.name()),
                  line.published() ? " <em>(published, not measured here)</em>" : ""));
    }
    return html.append("</ul>\n").toString();
  }

  private static String classes(Line line, int index) {
    return "line c"
        + index % COLOURS
        + (line.published() ? " published" : "")
        + (line.strong() ? " strong" : "");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
