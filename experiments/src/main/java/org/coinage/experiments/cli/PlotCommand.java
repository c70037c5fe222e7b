package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coinage.experiments.report.CurveFigure;
import org.coinage.experiments.report.ReportData;
import org.coinage.experiments.results.RunCurves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plot}: the curves of a folder of runs as a picture. */
@Command(
    name = "plot",
    description = "Draws the rate-distortion curves of a folder of runs, means over seeds, as SVG.",
    footer = "  coinage plot flagship -o docs/flagship.svg --force")
final class PlotCommand extends Subcommand {

  @Parameters(
      paramLabel = "DIR",
      description =
          "Folder with the results of runs, named SYSTEM-SEED; the name of one in"
              + " experiments/results will do.")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The picture.")
  private Path output;

  @Option(names = "--force", description = "Replace FILE if it is there.")
  private boolean force;

  @Override
  ExitCode run() throws IOException {
    Destination.requireFree(output, force);
    List<ReportData.Curve> curves =
        RunCurves.of(TableCommand.resolved(folder)).stream().map(PlotCommand::curve).toList();
    Files.writeString(output, CurveFigure.svg(curves));
    out().println("Plot: " + output);
    return ExitCode.DONE;
  }

  private static ReportData.Curve curve(RunCurves.Curve curve) {
    return new ReportData.Curve(
        curve.name(),
        curve.ours() ? ReportData.Origin.OURS : ReportData.Origin.BASELINE,
        curve.bpp(),
        curve.psnr());
  }
}
