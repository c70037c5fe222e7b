package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlSinkTest {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void recordThreeStepsARollbackAndOneRetriedStep() {
    file = directory.resolve("metrics.jsonl");
    try (JsonlSink sink = new JsonlSink(file)) {
      sink.accept(started(new Position(0, 0, -1), false));
      sink.accept(new TrainingEvent.StageStarted(new Position(0, 0, 0), "meta", 9));
      for (int step = 1; step <= 3; step++) {
        sink.accept(done(0, step));
      }
      sink.accept(new TrainingEvent.RolledBack(new Position(0, 4, 0), "loss is NaN", 1, 0.5));
      sink.accept(done(1, 2));
    }
  }

  @Test
  void everyLineTellsItsPlaceAndNumbers() throws IOException {
    assertThat(Files.readAllLines(file))
        .contains(
            "{\"event\":\"stage_started\",\"attempt\":0,\"step\":0,\"stage_index\":0,"
                + "\"stage\":\"meta\",\"steps\":9}",
            "{\"event\":\"step_done\",\"attempt\":1,\"step\":2,\"stage_index\":0,"
                + "\"stage\":\"meta\",\"metrics\":{\"loss\":0.25},\"seconds\":0.5}",
            "{\"event\":\"rolled_back\",\"attempt\":0,\"step\":4,\"stage_index\":0,"
                + "\"reason\":\"loss is NaN\",\"to_step\":1,\"learning_rate_scale\":0.5}");
  }

  @Test
  void resumingDropsWhatHappenedAfterTheCheckpoint() throws IOException {
    assertThat(eventsAfterResuming(new Position(0, 2, 0)))
        .containsExactly("run_started", "stage_started", "step_done", "step_done", "run_started");
  }

  @Test
  void resumingAfterARollbackKeepsTheRefusedAttempt() throws IOException {
    assertThat(eventsAfterResuming(new Position(1, 1, 0)))
        .endsWith("step_done", "step_done", "rolled_back", "run_started");
  }

  @Test
  void resumingAtAStagesEndDropsTheStartOfTheNextWhichComesAgain() throws IOException {
    assertThat(eventsAfterResuming(new Position(0, 0, -1)))
        .containsExactly("run_started", "run_started");
  }

  @Test
  void tornLastLineIsDropped() throws IOException {
    Files.writeString(file, "{\"event\":\"step_do", StandardOpenOption.APPEND);
    assertThat(eventsAfterResuming(new Position(1, 2, 0)))
        .endsWith("rolled_back", "step_done", "run_started");
  }

  @Test
  void freshRunBeginsAFreshRecord() throws IOException {
    try (JsonlSink sink = new JsonlSink(file)) {
      sink.accept(started(new Position(0, 0, -1), false));
    }
    assertThat(Files.readAllLines(file)).hasSize(1);
  }

  @Test
  void infinityIsStillJson() throws IOException {
    try (JsonlSink sink = new JsonlSink(file)) {
      sink.accept(
          new TrainingEvent.StepDone(
              new Position(0, 1, 0), "meta", Map.of("psnr", Double.POSITIVE_INFINITY), 0));
    }
    assertThat(Files.readAllLines(file).get(0)).contains("{\"psnr\":\"Infinity\"}");
  }

  @Test
  void fileThatCannotBeOpenedIsNamed() {
    Path missing = directory.resolve("missing").resolve("metrics.jsonl");
    assertThatThrownBy(() -> new JsonlSink(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(missing.toString());
  }

  private List<String> eventsAfterResuming(Position checkpoint) throws IOException {
    try (JsonlSink sink = new JsonlSink(file)) {
      sink.accept(started(checkpoint, true));
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceAll("\\{\"event\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private static TrainingEvent started(Position position, boolean resumed) {
    return new TrainingEvent.RunStarted(position, List.of("meta"), 9, resumed);
  }

  private static TrainingEvent done(int attempt, long step) {
    return new TrainingEvent.StepDone(
        new Position(attempt, step, 0), "meta", Map.of("loss", 0.25), 0.5);
  }
}
