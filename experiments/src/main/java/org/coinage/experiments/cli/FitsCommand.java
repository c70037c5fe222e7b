package org.coinage.experiments.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.datasets.Fingerprint;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.experiments.run.FitCurve;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.fitting.FitKind;
import org.coinage.signal.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fits}: quality of unquantized fits against their time. */
@Command(
    name = "fits",
    description = {
      "Fits images by plain steps and by Gauss-Newton steps and makes whole coins of them, on one"
          + " thread, and shows how well and how fast. Let nothing else run meanwhile."
    },
    footer = "  coinage fits --mint cifar.mint test_batch.bin --images 50 --json fits.json")
final class FitsCommand extends Subcommand {

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint.")
  private Path mintFile;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "50",
      description = "Images at most (default: 50).")
  private int most;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurement with its provenance there.")
  private Path json;

  @Option(names = "--force", description = "Overwrite what exists.")
  private boolean force;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Engine that fits codes (default: the fastest).")
  private String engineName;

  @Mixin private LimitOption limit;

  @Parameters(
      paramLabel = "IN",
      arity = "1..*",
      description = "Images, folders of them, CIFAR-10 batches or idx files.")
  private List<Path> inputs;

  @Override
  ExitCode run() throws IOException {
    if (most < 1) {
      throw usage("--images " + most + " must be at least 1");
    }
    if (json != null) {
      Destination.requireFree(json, force);
    }
    Mint mint = MintFile.read(mintFile, limit.limits());
    InputImages images = new InputImages(inputs, mint.architecture().channels());
    List<Samples> signals =
        IntStream.range(0, Math.min(most, images.size()))
            .mapToObj(i -> images.get(i, this::notice))
            .toList();
    try (FieldEngine engine = FieldEngines.named(engineName, Precision.FLOAT)) {
      FitCurve curve = new FitCurve(mint, engine, signals);
      List<FitCurve.Point> points = curve.measure();
      for (FitCurve.Point point : points) {
        boolean plain = point.fit().kind() == FitKind.INNER;
        out()
            .printf(
                Locale.ROOT,
                "%4d %-19s %7.2f ms  %.2f dB%n",
                plain ? point.fit().innerSteps() : point.fit().gaussNewtonSteps(),
                plain ? "plain steps" : "Gauss-Newton steps",
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
                        curve.toJson(
                            points,
                            coins,
                            Provenance.here()
                                .withData("mint", mint.fingerprint().toString())
                                .withData("evaluated", Fingerprint.of(signals))
                                .toMap()))
                + "\n");
        out().println("Results: " + json);
      }
    }
    return ExitCode.DONE;
  }
}
