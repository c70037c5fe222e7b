package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;
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
      "Images of one shape go into a purse, others into coins."
    },
    footer = {
      "  coinage evaluate --mint cifar.mint data_batch.bin",
      "  coinage evaluate --mint photos.mint kodak/ --json kodak.json --baselines jpeg,jpeg2000",
    })
final class EvaluateCommand extends Subcommand {

  private static final int BLOCK = 64;

  /** Inner steps whose unquantized quality is shown. */
  private static final List<Integer> DEPTHS = List.of(3, 10);

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

  @Option(
      names = "--baselines",
      split = ",",
      paramLabel = "NAME",
      description = "Codecs to measure beside it: jpeg, jpeg2000, pca.")
  private List<String> baselines = new ArrayList<>();

  @Option(
      names = "--train",
      paramLabel = "IN",
      description = "Images of one shape that the baseline pca learns from.")
  private Path trainingImages;

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
      List<Signal> pieces = Judgement.pieces(mint, signals);
      List<Double> unquantized = Judgement.unquantized(mint, pieces, DEPTHS, engine, workers);
      for (int i = 0; i < DEPTHS.size(); i++) {
        out()
            .printf(
                Locale.ROOT,
                "unquantized, %d inner steps: %.2f dB (mean over %d signals or patches,"
                    + " unclamped)%n",
                DEPTHS.get(i),
                unquantized.get(i),
                pieces.size());
      }
      if (mint.codebooks().isEmpty()) {
        notice("the mint has no codebooks, so there is nothing more to measure");
        return ExitCode.DONE;
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
        write(entry.results(), json);
      }
      baselines(judgement, mint);
    }
    return ExitCode.DONE;
  }

  private void baselines(Judgement judgement, Mint mint) throws IOException {
    List<Samples> training = new ArrayList<>();
    if (trainingImages != null) {
      InputImages learned =
          new InputImages(List.of(trainingImages), mint.architecture().channels(), this::notice);
      for (int i = 0; i < learned.size(); i++) {
        training.add(learned.get(i));
      }
    }
    for (String key : baselines) {
      if (key.equals("pca") && training.isEmpty()) {
        throw usage("the baseline pca learns: give it training images of one shape by --train");
      }
      Optional<Judgement.Entry> entry =
          judgement.baseline(
              key, training, Optional.empty(), SeedTree.root(0).child(key), this::notice);
      if (entry.isPresent()) {
        Map<String, List<Double>> results = entry.get().results().results();
        for (int i = 0; i < results.get(ResultsFile.BPP).size(); i++) {
          out()
              .printf(
                  Locale.ROOT,
                  "%-20s %.4f bpp (payload %.4f), PSNR %.2f dB%n",
                  entry.get().results().name(),
                  results.get(ResultsFile.BPP).get(i),
                  results.get(ResultsFile.BPP_PAYLOAD).get(i),
                  results.get(ResultsFile.PSNR).get(i));
        }
        if (json != null) {
          write(entry.get().results(), Path.of(json + "." + key + ".json"));
        }
      }
    }
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

  private void write(ResultsFile results, Path file) throws IOException {
    results.write(file);
    out().println("Results: " + file);
  }
}
