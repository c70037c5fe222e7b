package org.coinage.experiments.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coinage.codec.Mint;
import org.coinage.experiments.run.FitCurve;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.signal.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fits}: quality of unquantized fits against their time. */
@Command(
    name = "fits",
    description = {
      "Fits images by plain steps and by Gauss-Newton steps and makes whole coins of them, on one"
          + " thread, and shows how well and how fast. Let nothing else run meanwhile."
    },
    footer = "  coinage fits --mint cifar.mint test_batch.bin --images 50 --json fits.json")
final class FitsCommand extends Subcommand {

  @Mixin private Measured measured;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "50",
      description = "Images at most (default: 50).")
  private int most;

  @Override
  ExitCode run() throws IOException {
    if (most < 1) {
      throw usage("--images " + most + " must be at least 1");
    }
    Path json = measured.json();
    Mint mint = measured.mint();
    List<Samples> signals = measured.signals(mint, most, this::notice);
    try (FieldEngine engine = FieldEngines.named(measured.engine(), Precision.FLOAT)) {
      FitCurve curve = new FitCurve(mint, engine, signals);
      List<FitCurve.Point> points = curve.measure();
      for (FitCurve.Point point : points) {
        out()
            .printf(
                Locale.ROOT,
                "%-24s %7.2f ms  %.2f dB%n",
                point.describe(),
                point.milliseconds(),
                point.psnr());
      }
      Optional<FitCurve.Coins> coins = curve.strike();
      coins.ifPresent(
          struck ->
              out()
                  .printf(
                      Locale.ROOT,
                      "%-24s %7.2f ms  %.2f dB, %.1f bytes (%s, %s)%n",
                      "whole coins",
                      struck.milliseconds(),
                      struck.psnr(),
                      struck.bytes(),
                      struck.codebook(),
                      struck.encoder().describe()));
      if (json != null) {
        Files.writeString(
            json,
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                        curve.toJson(points, coins, Measured.provenance(mint, signals)))
                + "\n");
        out().println("Results: " + json);
      }
    }
    return ExitCode.DONE;
  }
}
