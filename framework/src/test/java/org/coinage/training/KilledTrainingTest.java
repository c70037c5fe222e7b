package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KilledTrainingTest {

  private static final int KILLS = 10;
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir private Path directory;

  @Test
  void killedAtAnyMomentWhileSavingAndResumedEndsWithTheSameBits() throws Exception {
    Path run = Files.createDirectories(directory.resolve("killed"));
    RandomGenerator random = SeedTree.root(3).child("moments").generator();
    Position position = new Position(0, 0, -1);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(run, 0, 0);
      try (BufferedReader lines = process.inputReader()) {
        assertThat(lines.readLine()).startsWith("step");
        Thread.sleep(random.nextInt(60));
        process.destroyForcibly();
      }
      assertThat(process.waitFor()).as("killed, not finished").isNotZero();
      try (CheckpointStore store = CheckpointStore.open(run)) {
        Position found = store.latest().orElseThrow().position();
        assertThat(found).isGreaterThanOrEqualTo(position);
        position = found;
      }
    }
    assertThat(position.step()).isPositive().isLessThan(ToyTraining.STEPS);

    assertThat(finish(run)).isEqualTo(finish(directory.resolve("straight")));
    assertThat(stepLines(run)).isEqualTo(stepLines(directory.resolve("straight")));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signal that asks a process to end")
  void terminatedTrainingSavesItsLastStepAndSaysHowToGoOn() throws Exception {
    Path run = Files.createDirectories(directory.resolve("terminated"));
    Process process = start(run, NEVER.toMillis(), 5);
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).startsWith("step");
      process.toHandle().destroy(); // Process.destroy would close the streams too
      List<String> rest = lines.lines().toList();
      assertThat(rest.get(rest.size() - 1)).contains("stopped after step", "coinage resume " + run);
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);

    try (CheckpointStore store = CheckpointStore.open(run)) {
      // Told to end after step 10; later ones, and the rollback at step 47, may have come in
      // between.
      assertThat(store.latest().orElseThrow().position()).isGreaterThan(new Position(0, 9, 0));
    }
    assertThat(finish(run)).isEqualTo(finish(directory.resolve("straight")));
  }

  private static Process start(Path run, long interval, long pause) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ToyTraining.class.getName(),
            run.toString(),
            Long.toString(interval),
            Long.toString(pause))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static TrainingState finish(Path run) throws IOException {
    Files.createDirectories(run);
    try (CheckpointStore store = CheckpointStore.open(run);
        JsonlSink record = new JsonlSink(run.resolve("metrics.jsonl"))) {
      return new Trainer(
              ToyTraining.recipe(),
              ToyTraining.settings(NEVER),
              store,
              new StopRequest(),
              List.of(record))
          .run(NoisyRegression.initial(1));
    }
  }

  private static List<String> stepLines(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .filter(line -> line.contains("step_done") || line.contains("rolled_back"))
        .map(line -> line.replaceAll(",\"seconds\":.*", ""))
        .toList();
  }
}
