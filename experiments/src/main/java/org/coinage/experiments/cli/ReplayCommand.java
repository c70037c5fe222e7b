package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.experiments.replay.RecordedRun;
import org.coinage.experiments.replay.Replay;
import org.coinage.experiments.replay.ReplayResult;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: a recorded training run, repeated. */
@Command(
    name = "replay",
    description = {
      "Repeats a recorded COIN++ run from its initial parameters with its own batches, and says how"
          + " far the two stay together.",
      "Exit code 1 if a loss of the first 30 steps differs by more than 1e-3, or a validation by"
          + " more than 0.2 dB."
    },
    footer = {
      "  coinage replay ../shared/replay --steps 30",
      "  coinage replay ../shared/replay --json experiments/results/replay.json",
    })
final class ReplayCommand extends Subcommand {

  private static final long NANOS = 1_000_000_000L;
  private static final long LINE_EVERY_SECONDS = 10;

  @Parameters(paramLabel = "DIR", description = "Folder of the recording.")
  private Path folder;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Outer steps to repeat (default: all that were recorded).")
  private Integer steps;

  @Option(names = "--json", paramLabel = "OUT", description = "Write the comparison as JSON.")
  private Path json;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "reference",
      description =
          "Engine that learns (default: reference, which rounds as the recorded run did).")
  private String engineName;

  private long started;
  private long lastLine;

  @Override
  ExitCode run() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    RecordedRun recorded = new RecordedRun(folder);
    int recordedSteps = recorded.batches().length;
    int wanted = steps == null ? recordedSteps : steps;
    if (wanted < 1 || wanted > recordedSteps) {
      throw usage("--steps " + wanted + " must be in [1, " + recordedSteps + "]");
    }
    Path target = json == null ? null : json.toAbsolutePath();
    if (target != null) {
      Files.createDirectories(target.getParent());
    }
    Replay.Outcome outcome;
    started = System.nanoTime();
    lastLine = started;
    try (FieldEngine engine = FieldEngines.named(engineName, Precision.FLOAT);
        OrderedMap threads = OrderedMap.onAllProcessors()) {
      outcome = new Replay(recorded, engine, threads).run(wanted, step -> progress(step, wanted));
    }
    double seconds = (double) (System.nanoTime() - started) / NANOS;
    Provenance provenance =
        Provenance.here()
            .withData("replay train", recorded.trainingImages().fingerprint())
            .withData("replay test", recorded.testImages().fingerprint());
    ReplayResult result = new ReplayResult(outcome, engineName, seconds / wanted, provenance);
    result.lines().forEach(line -> out().println(line));
    if (target != null) {
      Path part = target.resolveSibling(target.getFileName() + ".part");
      try {
        Files.writeString(part, result.toJson(), StandardCharsets.UTF_8);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      out().println(json);
    }
    return result.holds() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void progress(Replay.StepComparison step, int wanted) {
    long now = System.nanoTime();
    if (now - lastLine < LINE_EVERY_SECONDS * NANOS && step.step() < wanted) {
      return;
    }
    lastLine = now;
    double pace = (double) (now - started) / NANOS / step.step();
    notice(
        "step %d of %d: loss %.6f, recorded %.6f; %.2f s a step, %.0f s left"
            .formatted(
                step.step(),
                wanted,
                step.loss(),
                step.recordedLoss(),
                pace,
                pace * (wanted - step.step())));
  }
}
