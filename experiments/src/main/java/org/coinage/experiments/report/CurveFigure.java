package org.coinage.experiments.report;

import java.util.List;

/** Rate-distortion curves as a picture. */
public final class CurveFigure {

  private static final String RATE = "bits per pixel (logarithmic)";
  private static final String QUALITY = "PSNR, dB";

  private CurveFigure() {}

  /** An SVG file of its own, its colours for light and dark and its legend included. */
  public static String svg(List<ReportData.Curve> curves) {
    return Plot.standalone("PSNR against " + alt(curves), RATE, QUALITY, true, lines(curves));
  }

  /** For a page with the style of {@link Plot}. */
  static String inPage(List<ReportData.Curve> curves) {
    return Plot.draw(
        "PSNR against " + alt(curves) + "; the numbers are in the tables below",
        RATE,
        QUALITY,
        true,
        lines(curves));
  }

  private static String alt(List<ReportData.Curve> curves) {
    return "bits per pixel of "
        + String.join(", ", curves.stream().map(ReportData.Curve::name).toList());
  }

  private static List<Plot.Line> lines(List<ReportData.Curve> curves) {
    return curves.stream()
        .map(
            curve ->
                new Plot.Line(
                    curve.name(),
                    curve.bpp(),
                    curve.psnr(),
                    curve.origin() == ReportData.Origin.PUBLISHED,
                    curve.origin() == ReportData.Origin.OURS,
                    true))
        .toList();
  }
}
