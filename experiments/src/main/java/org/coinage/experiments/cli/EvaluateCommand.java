package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coinage.codec.Mint;
import org.coinage.experiments.baseline.BaselineCodec;
import org.coinage.experiments.baseline.BaselineEvaluation;
import org.coinage.experiments.baseline.Baselines;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.progress.WorkDisplay;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.experiments.results.ResultsFile;
import org.coinage.experiments.run.Judgement;
import org.coinage.experiments.run.MintEvaluation;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private Measured measured;

  @Mixin private EncoderOptions encoder;

  @Option(
      names = "--baselines",
      split = ",",
      paramLabel = "NAME",
      description = "Codecs to measure beside it: jpeg, jpeg2000, pca.")
  private List<String> baselines = new ArrayList<>();

  @Option(
      names = "--train",
      paramLabel = "IN",
      description = "Images that the baseline pca learns from; by patches, as the mint takes them.")
  private Path trainingImages;

  @Override
  ExitCode run() throws IOException {
    requireUsable(baselines);
    Path json = measured.json();
    Mint mint = measured.mint();
    List<Samples> signals = measured.signals(mint, Integer.MAX_VALUE, this::notice);
    WorkDisplay work = WorkDisplay.on(this::notice);
    try (FieldEngine engine = FieldEngines.named(measured.engine(), Precision.FLOAT);
        OrderedMap threads = OrderedMap.onAllProcessors()) {
      MintEvaluation evaluation =
          new MintEvaluation(engine, threads.reporting(work::pieceDone), BLOCK, 0);
      work.begin("unquantized");
      List<Double> unquantized = evaluation.unquantized(mint, signals, DEPTHS);
      for (int i = 0; i < DEPTHS.size(); i++) {
        out()
            .printf(
                Locale.ROOT,
                "unquantized, %d inner steps: %.2f dB (mean over %s, unclamped)%n",
                DEPTHS.get(i),
                unquantized.get(i),
                mint.patch().isPresent() ? "patches" : "signals");
      }
      if (mint.codebooks().isEmpty()) {
        notice("the mint has no codebooks, so there is nothing more to measure");
        return ExitCode.DONE;
      }
      Judgement judgement =
          new Judgement(
              signals,
              signals.size() + " images of " + measured.inputs(),
              Measured.provenance(mint, signals));
      work.begin("coded and decoded");
      Optional<Judgement.Entry> entry =
          judgement.mint(
              "evaluate",
              "Coinage " + measured.mintName(),
              Origin.OURS,
              mint,
              encoder.settings(mint, mint.codebooks().get(0)),
              evaluation);
      if (entry.isEmpty()) {
        notice("the mint restores the images exactly, so there is no PSNR to show");
        return ExitCode.DONE;
      }
      entry.get().outcomes().forEach(this::print);
      if (json != null) {
        write(entry.get().results(), json);
      }
      baselines(judgement, mint, work, json);
    }
    return ExitCode.DONE;
  }

  private void requireUsable(List<String> keys) {
    for (String key : keys) {
      if (!Baselines.names().contains(key)) {
        throw usage("--baselines: " + Baselines.unknown(key));
      }
      if (key.equals("pca") && trainingImages == null) {
        throw usage("the baseline pca learns: give it training images by --train");
      }
    }
  }

  private void baselines(Judgement judgement, Mint mint, WorkDisplay work, Path json)
      throws IOException {
    List<Samples> training = new ArrayList<>();
    if (trainingImages != null) {
      InputImages learned =
          new InputImages(List.of(trainingImages), mint.architecture().channels());
      for (int i = 0; i < learned.size(); i++) {
        training.addAll(Patching.pieces(learned.get(i, this::notice), mint.patch()));
      }
    }
    for (String key : baselines) {
      work.begin(key);
      BaselineCodec codec =
          Baselines.create(key, new Baselines.Setting(training, SeedTree.root(0).child(key)));
      if (codec.unavailable().isPresent()) {
        notice(codec.name() + " is left out: " + codec.unavailable().get());
        continue;
      }
      Optional<Judgement.Entry> entry =
          judgement.baseline(
              key, codec, new BaselineEvaluation(mint.patch(), point -> work.pieceDone()));
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
