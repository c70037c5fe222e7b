package org.coinage.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.coinage.config.Nearest;
import org.coinage.experiments.benchmark.Benchmark;
import org.coinage.experiments.benchmark.BenchmarkSettings;
import org.coinage.experiments.benchmark.Measurement;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.field.FieldEngines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench}: how fast whole steps are on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures whole steps on random data beside the multiply-add peak of the machine: peak,"
          + " meta-step, encode, decode. Let nothing else run meanwhile."
    },
    footer = {
      "  coinage bench meta-step",
      "  coinage bench meta-step --hidden 128 --layers 10 --latent 128 --batch 16 --json -",
    })
final class BenchCommand extends Subcommand {

  /** Of the time, below which a method is not printed. */
  private static final double SMALLEST_SHARE = 0.005;

  @Parameters(paramLabel = "BENCHMARK", description = "peak, meta-step, encode or decode.")
  private String benchmark;

  @Option(names = "--hidden", defaultValue = "64", paramLabel = "N", description = "Width (64).")
  private int hidden;

  @Option(names = "--layers", defaultValue = "5", paramLabel = "N", description = "Layers (5).")
  private int layers;

  @Option(names = "--latent", defaultValue = "64", paramLabel = "N", description = "Code (64).")
  private int latent;

  @Option(names = "--batch", defaultValue = "64", paramLabel = "N", description = "Signals (64).")
  private int batch;

  @Option(
      names = "--points",
      defaultValue = "1024",
      paramLabel = "N",
      description = "Points of a signal (1024).")
  private int points;

  @Option(
      names = "--inner-steps",
      defaultValue = "3",
      paramLabel = "N",
      description = "Gradient steps per signal (3).")
  private int innerSteps;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (one per processor).")
  private Integer threads;

  @Option(
      names = "--sparsity",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Zeros among the weights between sine layers (0).")
  private double sparsity;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "Engine (the fastest).")
  private String engine;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      paramLabel = "S",
      description = "Seconds before anything is measured (10).")
  private double warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      paramLabel = "S",
      description = "Seconds measured at least (15).")
  private double seconds;

  @Option(
      names = "--profile",
      description = "Also sample where the time goes, in a second measurement.")
  private boolean profile;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurement with its provenance there; - prints it.")
  private String json;

  @Override
  ExitCode run() throws IOException {
    if (!Benchmark.names().contains(benchmark)) {
      throw usage(
          "benchmark '"
              + benchmark
              + "' is not known"
              + Nearest.hint(benchmark, Benchmark.names()));
    }
    FieldEngines.require(engine);
    BenchmarkSettings settings =
        new BenchmarkSettings(
            hidden,
            layers,
            latent,
            batch,
            points,
            innerSteps,
            threads == null ? Runtime.getRuntime().availableProcessors() : threads,
            sparsity,
            engine,
            warmUp,
            seconds);
    Measurement found = new Benchmark(settings).measure(benchmark);
    ObjectNode record = found.toJson();
    Map<String, Double> shares = profile ? new Benchmark(settings).profile(benchmark) : Map.of();
    if (profile) {
      shares.forEach(record.putObject("profile")::put);
    }
    record.set("provenance", Provenance.here().toJson());
    if ("-".equals(json)) {
      out().println(record.toPrettyString());
      return ExitCode.DONE;
    }
    out()
        .printf(
            Locale.ROOT,
            "%s: median %.4f s of %d, %.1f GFLOP/s useful, %.0f %% of the peak of %.1f, %.1f"
                + " signals/s%n",
            found.workload(),
            found.medianSeconds(),
            found.repeats(),
            found.usefulGflops(),
            100 * found.fractionOfPeak(),
            found.peakGflops(),
            found.signalsPerSecond());
    shares.forEach(
        (method, share) -> {
          if (share >= SMALLEST_SHARE) {
            out().printf(Locale.ROOT, "  %5.1f %%  %s%n", 100 * share, method);
          }
        });
    if (json != null) {
      Files.writeString(Path.of(json), record.toPrettyString() + "\n");
      out().println("Results: " + json);
    }
    return ExitCode.DONE;
  }
}
