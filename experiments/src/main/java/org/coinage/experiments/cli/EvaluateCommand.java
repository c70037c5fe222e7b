package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.experiments.results.ResultsFile;
import org.coinage.experiments.run.Judgement;
import org.coinage.experiments.run.MintEvaluation;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.signal.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: rate and distortion of a mint on any images. */
@Command(
    name = "evaluate",
    description = {
      "Codes images with every codebook of a mint, decodes them, and measures file bytes, PSNR,"
          + " MS-SSIM and time; and the PSNR of the field before any quantization.",
      "Images of one shape go into a purse (unless the mint works by patches), others into coins."
    },
    footer = {
      "  coinage evaluate --mint cifar.mint data_batch.bin",
      "  coinage evaluate --mint photos.mint kodak/ --json kodak.json",
    })
final class EvaluateCommand extends Subcommand {

  private static final int BLOCK = 64;

  @Option(
      names = {"-m", "--mint"},
      required = true,
      paramLabel = "MINT",
      description = "The mint.")
  private Path mintFile;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Gradient steps per signal (default: as the mint was learned).")
  private Integer steps;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the results there, in CompressAI's schema with provenance.")
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
    if (json != null) {
      Destination.requireFree(json, force);
    }
    Mint mint = MintFile.read(mintFile, limit.limits());
    InputImages images = new InputImages(inputs, mint.architecture().channels(), this::notice);
    List<Samples> signals = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      signals.add(images.get(i));
    }
    int innerSteps = steps == null ? mint.innerLoop().steps() : steps;
    Map<String, String> provenance =
        Provenance.here().withData("mint", mint.fingerprint().toString()).toMap();
    try (FieldEngine engine = FieldEngines.named(engineName, Precision.FLOAT);
        OrderedMap workers = OrderedMap.onAllProcessors()) {
      List<Integer> depths = List.of(3, 10);
      List<Double> unquantized =
          Judgement.unquantized(mint, Judgement.pieces(mint, signals), depths, engine, workers);
      for (int i = 0; i < depths.size(); i++) {
        out()
            .printf(
                Locale.ROOT,
                "unquantized, %d inner steps: %.2f dB (mean over %d signals or patches,"
                    + " unclamped)%n",
                depths.get(i),
                unquantized.get(i),
                Judgement.pieces(mint, signals).size());
      }
      Judgement judgement =
          new Judgement(
              engine, workers, BLOCK, signals, signals.size() + " images of " + inputs, provenance);
      Judgement.Entry entry =
          judgement.mint(
              "evaluate", "Coinage " + mintFile.getFileName(), Origin.OURS, mint, innerSteps);
      for (MintEvaluation.Outcome outcome : entry.outcomes()) {
        print(outcome);
      }
      if (json != null) {
        write(entry.results());
      }
    }
    return ExitCode.DONE;
  }

  private void print(MintEvaluation.Outcome outcome) {
    MeasuredPoint point = outcome.point();
    out()
        .printf(
            Locale.ROOT,
            "%-20s %.4f bpp (payload %.4f), PSNR %.2f dB (unclamped %.2f)%s, encode %.4f s, decode"
                + " %.4f s%n",
            outcome.codebook(),
            point.bpp(),
            point.payloadBpp(),
            point.psnr().meanOfPsnr(),
            point.psnrUnclamped().meanOfPsnr(),
            point.msSsim().isPresent()
                ? String.format(Locale.ROOT, ", MS-SSIM %.4f", point.msSsim().getAsDouble())
                : "",
            point.encodeSeconds(),
            point.decodeSeconds());
  }

  private void write(ResultsFile results) throws IOException {
    Files.deleteIfExists(json);
    results.write(json);
    out().println("Results: " + json);
  }
}
