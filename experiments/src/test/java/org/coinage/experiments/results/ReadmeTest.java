package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.coinage.experiments.report.CurveFigure;
import org.coinage.experiments.report.ReportData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("coinage.root", ".."));

  private static final Pattern PLOT =
      Pattern.compile("<!-- plot (\\S+) -->\n!\\[[^]]*]\\(([^)]+)\\)");

  private static final Pattern BLOCK =
      Pattern.compile("<!-- results (\\S+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

  /** Pictures named with where they come from are written by {@code coinage plot DIR}. */
  @Test
  void everyPlotIsTheOneItsResultsGive() throws IOException {
    List<MatchResult> plots =
        PLOT.matcher(Files.readString(ROOT.resolve("README.md"))).results().toList();
    for (MatchResult plot : plots) {
      List<ReportData.Curve> curves =
          RunCurves.of(ROOT.resolve(plot.group(1))).stream()
              .map(
                  curve ->
                      new ReportData.Curve(
                          curve.name(),
                          curve.ours() ? ReportData.Origin.OURS : ReportData.Origin.BASELINE,
                          curve.bpp(),
                          curve.psnr()))
              .toList();
      assertThat(Files.readString(ROOT.resolve(plot.group(2)))).isEqualTo(CurveFigure.svg(curves));
    }
  }

  /** The blocks are printed by {@code coinage table DIR}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/engine.md",
        "docs/codec.md",
        "docs/systems.md",
        "docs/sparsity.md"
      })
  void everyTableIsTheOneItsResultsGive(String page) throws IOException {
    List<MatchResult> blocks =
        BLOCK.matcher(Files.readString(ROOT.resolve(page))).results().toList();
    assertThat(blocks).isNotEmpty();
    for (MatchResult block : blocks) {
      Path folder = ROOT.resolve(block.group(1));
      assertThat(block.group(2).strip()).isEqualTo(MarkdownTable.of(folder).strip());
    }
  }
}
