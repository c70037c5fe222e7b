package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coinage.field.ParameterLayout;
import org.coinage.field.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  private static final long SEED = 7;
  private static final Duration NEVER = Duration.ofDays(1);
  private static final GuardSettings GUARD = new GuardSettings(4, 10, 0.5, 2);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50})
  void stoppedHalfwayAndResumedEndsWithTheSameBits(int half) throws IOException {
    Recipe recipe = Recipe.of(new NoisyRegression("only", 2L * half));
    Path straight = directory.resolve("straight");
    Path halved = directory.resolve("halved");

    TrainingState expected = run(straight, recipe, every(1000));
    TrainingState stopped = runUntil(halved, recipe, every(1000), half);
    assertThat(stopped.step()).isEqualTo(half);
    TrainingState resumed = run(halved, recipe, every(1000));

    assertThat(resumed).isEqualTo(expected);
    assertThat(resumed.step()).isEqualTo(2L * half);
    assertThat(record(halved)).isEqualTo(record(straight));
  }

  @Test
  void stoppedAfterAnyStepAndResumedEndsWithTheSameBitsAcrossStagesAndRollbacks()
      throws IOException {
    Recipe recipe =
        Recipe.of(
            new NoisyRegression("first", 12, false, NoisyRegression.nanAt(9)),
            new NoisyRegression("second", 13, true, NoisyRegression.nanAt(19)));
    Path straight = directory.resolve("straight");
    TrainingState expected = run(straight, recipe, every(5));
    assertThat(expected.guard().rollbacks()).isEqualTo(2);
    List<String> expectedRecord = record(straight);

    // 25 steps are kept, and those from a point of return to the refused step are taken twice.
    for (int taken = 1; taken < 31; taken++) {
      Path run = directory.resolve("stopped-" + taken);
      assertThat(runUntilTaken(run, recipe, every(5), taken)).isLessThanOrEqualTo(25);
      assertThat(run(run, recipe, every(5))).isEqualTo(expected);
      assertThat(record(run)).isEqualTo(expectedRecord);
    }
  }

  @Test
  void checkpointTimesAndValidationsDoNotChangeWhatIsLearned() throws IOException {
    Recipe recipe = Recipe.of(new NoisyRegression("only", 30, false, NoisyRegression.nanAt(17)));
    TrainerSettings busy = new TrainerSettings(5, Duration.ZERO, 1, GUARD);

    TrainingState expected = run(directory.resolve("calm"), recipe, every(5));

    assertThat(run(directory.resolve("busy"), recipe, busy)).isEqualTo(expected);
  }

  @Test
  void anotherSeedGivesAnotherResult() throws IOException {
    Recipe recipe = Recipe.of(new NoisyRegression("only", 10));
    try (CheckpointStore store =
        CheckpointStore.open(directory.resolve("other"), new UnforcedDisk())) {
      TrainingState other =
          trainer(recipe, every(100), store, new StopRequest(), List.of())
              .run(NoisyRegression.initial(SEED + 1));
      assertThat(other.theta().flatten())
          .isNotEqualTo(run(directory.resolve("one"), recipe, every(100)).theta().flatten());
    }
  }

  @Test
  void finishedRunIsNotTakenFurther() throws IOException {
    Recipe recipe = Recipe.of(new NoisyRegression("only", 10));
    TrainingState end = run(directory, recipe, every(3));

    assertThat(run(directory, recipe, every(3))).isEqualTo(end);
    assertThat(record(directory)).hasSize(10);
  }

  @Test
  void stageKeepsWhatTheOneBeforeLearnedAndStartsItsOwnOptimizer() throws IOException {
    Recipe recipe =
        Recipe.of(
            new NoisyRegression("first", 40),
            new NoisyRegression("second", 1, true, NoisyRegression.NONE));

    TrainingState end = run(directory, recipe, every(100));

    assertThat(end.theta().layout().contains("extra")).isTrue();
    assertThat(end.constants()).containsOnlyKeys("second.offset");
    assertThat(end.optimizer().get("count")).containsExactly(1);
    assertThat(end.theta().tensor("weight")[3]).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"loss", "gradient_norm", "psnr", "parameter", "optimizer"})
  void notANumberIsFoundInItsStepAndRolledBack(String quantity) throws IOException {
    Recipe recipe = Recipe.of(new NoisyRegression("only", 20, false, spoil(quantity, 13)));
    List<TrainingEvent> events = new ArrayList<>();

    TrainingState end = run(directory, recipe, every(5), events);

    assertThat(end.learningRateScale()).isEqualTo(0.5);
    assertThat(events)
        .filteredOn(TrainingEvent.RolledBack.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              TrainingEvent.RolledBack back = (TrainingEvent.RolledBack) event;
              assertThat(back.position()).isEqualTo(new Position(0, 13, 0));
              assertThat(back.toStep()).isEqualTo(10);
              assertThat(back.reason()).contains(quantity);
            });
    assertThat(events)
        .filteredOn(TrainingEvent.StepDone.class::isInstance)
        .extracting(event -> event.position().step())
        .startsWith(1L, 2L)
        .containsSubsequence(12L, 11L, 12L, 13L, 20L);
  }

  @Test
  void lossRisingFarAboveItsBestIsRolledBackToACalmState() throws IOException {
    // From step 14 on the loss grows; the smoothed one is refused only after the checkpoint at 15.
    NoisyRegression.Poison blowUp =
        (before, outcome) -> {
          boolean high = before.learningRateScale() == 1 && before.step() >= 13;
          double loss = high ? 12 * (before.step() - 12) : 1;
          return new StepOutcome(outcome.state(), Map.of(StepOutcome.LOSS, loss));
        };
    Recipe recipe = Recipe.of(new NoisyRegression("only", 25, false, blowUp));
    List<TrainingEvent> events = new ArrayList<>();

    run(directory, recipe, every(5), events);

    // Smoothed over 10 steps: 1 + 11/10 = 2.1 after step 14, 2.1 + 21.9/10 = 4.29 after step 15.
    assertThat(events)
        .filteredOn(TrainingEvent.RolledBack.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              TrainingEvent.RolledBack back = (TrainingEvent.RolledBack) event;
              assertThat(back.position().step()).isEqualTo(15);
              assertThat(back.toStep()).isEqualTo(10);
              assertThat(back.reason()).contains("4.290").contains("4.0 times its best 1.000");
            });
  }

  /** As pruning does: the same losses as above, but of another network. */
  @Test
  void lossesThatAreNotComparableAreNotHeldAgainstEachOther() throws IOException {
    NoisyRegression.Poison pruned =
        (before, outcome) ->
            new StepOutcome(
                outcome.state(),
                Map.of(StepOutcome.LOSS, before.step() >= 13 ? 12.0 * 13 : 1),
                before.step() != 13);
    Recipe recipe = Recipe.of(new NoisyRegression("only", 25, false, pruned));
    List<TrainingEvent> events = new ArrayList<>();

    run(directory, recipe, every(5), events);

    assertThat(events).noneMatch(TrainingEvent.RolledBack.class::isInstance);
  }

  @Test
  void stateWhoseLossIsAlreadyHighIsNoPointOfReturn() throws IOException {
    NoisyRegression.Poison blowUp =
        (before, outcome) -> {
          double loss =
              before.learningRateScale() < 1 || before.step() < 13
                  ? 1
                  : before.step() < 16 ? 13 : Double.NaN;
          return new StepOutcome(outcome.state(), Map.of(StepOutcome.LOSS, loss));
        };
    Recipe recipe = Recipe.of(new NoisyRegression("only", 25, false, blowUp));
    List<TrainingEvent> events = new ArrayList<>();

    // 1 + 12/10 = 2.2, then 3.28 after step 15: above sqrt(4), below 4 times the best.
    run(directory, recipe, every(5), events);

    assertThat(events)
        .filteredOn(TrainingEvent.RolledBack.class::isInstance)
        .extracting(event -> ((TrainingEvent.RolledBack) event).toStep())
        .containsExactly(10L);
  }

  @Test
  void divergingOnAndOnFailsWithStepQuantityAndLastGoodCheckpoint() {
    NoisyRegression.Poison always =
        (before, outcome) ->
            before.step() == 7
                ? new StepOutcome(
                    outcome.state(), Map.of(StepOutcome.LOSS, Double.POSITIVE_INFINITY))
                : outcome;
    Recipe recipe = Recipe.of(new NoisyRegression("only", 25, false, always));

    TrainingDivergedException thrown =
        catchThrowableOfType(
            TrainingDivergedException.class, () -> run(directory, recipe, every(5)));

    assertThat(thrown.step()).isEqualTo(8);
    assertThat(thrown.reason()).isEqualTo("loss is Infinity");
    assertThat(thrown.lastGoodCheckpoint())
        .contains(directory.resolve("checkpoints").resolve("step-0000000005.r2"));
    assertThat(thrown).hasMessageContainingAll("stage 'only'", "2 rollbacks", "0.25");
  }

  @Test
  void interruptionSaysWhatIsSavedAndHowToGoOn() {
    Recipe recipe = Recipe.of(new NoisyRegression("only", 10));
    StopRequest stop = new StopRequest();
    stop.request();

    assertThatThrownBy(
            () -> {
              try (CheckpointStore store = CheckpointStore.open(directory, new UnforcedDisk())) {
                trainer(recipe, every(100), store, stop, List.of())
                    .run(NoisyRegression.initial(SEED));
              }
            })
        .isInstanceOf(TrainingInterrupted.class)
        .hasMessageContainingAll("after step 1;", "step-0000000001", "coinage resume " + directory);
  }

  @Test
  void bestValidatedStateIsKept() throws IOException {
    // The regression nears its optimum first, then a constant push drives it away.
    NoisyRegression.Poison drift =
        (before, outcome) -> {
          if (before.step() < 6) {
            return outcome;
          }
          Parameters away = outcome.state().theta().copy();
          away.tensor("bias")[0] -= 10 * before.step();
          return new StepOutcome(outcome.state().withTheta(away), Map.of(StepOutcome.LOSS, 1.0));
        };
    Recipe recipe = Recipe.of(new NoisyRegression("only", 20, false, drift));
    run(directory, recipe, new TrainerSettings(5, NEVER, 2, GUARD));

    try (CheckpointStore store = CheckpointStore.open(directory, new UnforcedDisk())) {
      assertThat(store.best().orElseThrow().state().step()).isEqualTo(6);
      assertThat(store.latest().orElseThrow().state().step()).isEqualTo(20);
    }
    assertThat(directory.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("LOCK", "step-0000000006", "step-0000000015", "step-0000000020");
  }

  @Test
  void checkpointOfAnotherModelNamesTheTensorsThatDiffer() throws IOException {
    run(directory, Recipe.of(new NoisyRegression("only", 3)), every(100));
    ParameterLayout other =
        new ParameterLayout(
            List.of(ParameterLayout.tensor("weight", 2, 2), ParameterLayout.tensor("scale", 3)));
    Recipe recipe = Recipe.of(new NoisyRegression("only", 6));

    try (CheckpointStore store = CheckpointStore.open(directory, new UnforcedDisk())) {
      assertThatThrownBy(
              () ->
                  trainer(recipe, every(100), store, new StopRequest(), List.of())
                      .run(TrainingState.initial(SEED, Parameters.zeros(other))))
          .isInstanceOf(CheckpointException.Mismatch.class)
          .hasMessageContainingAll(
              "'bias' [1] is not expected",
              "'weight' has shape [4], expected [2, 2]",
              "'scale' [3] is missing");
    }
  }

  @Test
  void checkpointOfAnotherSeedOrRecipeIsRefused() throws IOException {
    run(directory, Recipe.of(new NoisyRegression("only", 3)), every(100));
    try (CheckpointStore store = CheckpointStore.open(directory, new UnforcedDisk())) {
      Recipe renamed = Recipe.of(new NoisyRegression("renamed", 3));
      assertThatThrownBy(
              () ->
                  trainer(renamed, every(9), store, new StopRequest(), List.of())
                      .run(NoisyRegression.initial(SEED)))
          .isInstanceOf(CheckpointException.Mismatch.class)
          .hasMessageContainingAll("[only]", "[renamed]");
      Recipe same = Recipe.of(new NoisyRegression("only", 3));
      assertThatThrownBy(
              () ->
                  trainer(same, every(9), store, new StopRequest(), List.of())
                      .run(NoisyRegression.initial(SEED + 1)))
          .isInstanceOf(CheckpointException.Mismatch.class)
          .hasMessageContainingAll("seed 7", "seed 8");
    }
  }

  @Test
  void stageThatCountsByItselfIsAnError() {
    NoisyRegression.Poison counting =
        (before, outcome) ->
            new StepOutcome(outcome.state().stepped(outcome.state().guard()), outcome.metrics());
    Recipe recipe = Recipe.of(new NoisyRegression("only", 3, false, counting));

    assertThatThrownBy(() -> run(directory, recipe, every(9)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("belongs to the trainer");
  }

  private static NoisyRegression.Poison spoil(String quantity, long step) {
    return (before, outcome) -> {
      if (before.step() + 1 != step || before.learningRateScale() < 1) {
        return outcome;
      }
      if (quantity.equals("parameter")) {
        Parameters spoiled = outcome.state().theta().copy();
        spoiled.tensor("weight")[2] = Double.POSITIVE_INFINITY;
        return new StepOutcome(outcome.state().withTheta(spoiled), outcome.metrics());
      }
      if (quantity.equals("optimizer")) {
        Map<String, double[]> spoiled = Map.of("v", new double[] {0, Double.NaN});
        return new StepOutcome(outcome.state().withOptimizer(spoiled), outcome.metrics());
      }
      return new StepOutcome(
          outcome.state(),
          quantity.equals(StepOutcome.LOSS)
              ? Map.of(StepOutcome.LOSS, Double.NaN)
              : Map.of(StepOutcome.LOSS, 1.0, quantity, Double.NaN));
    };
  }

  private static TrainerSettings every(long steps) {
    return new TrainerSettings(steps, NEVER, 1000, GUARD);
  }

  private static Trainer trainer(
      Recipe recipe,
      TrainerSettings settings,
      CheckpointStore store,
      StopRequest stop,
      List<EventSink> sinks) {
    return new Trainer(recipe, settings, store, stop, sinks);
  }

  private static TrainingState run(Path run, Recipe recipe, TrainerSettings settings)
      throws IOException {
    return run(run, recipe, settings, new ArrayList<>());
  }

  private static TrainingState run(
      Path run, Recipe recipe, TrainerSettings settings, List<TrainingEvent> events)
      throws IOException {
    Files.createDirectories(run);
    try (CheckpointStore store = CheckpointStore.open(run, new UnforcedDisk());
        JsonlSink record = new JsonlSink(run.resolve("metrics.jsonl"))) {
      return trainer(recipe, settings, store, new StopRequest(), List.of(record, events::add))
          .run(NoisyRegression.initial(SEED));
    }
  }

  /** Runs until a step is done, and returns the state in the checkpoint. */
  private static TrainingState runUntil(
      Path run, Recipe recipe, TrainerSettings settings, long step) throws IOException {
    runUntilTaken(run, recipe, settings, step);
    try (CheckpointStore store = CheckpointStore.open(run, new UnforcedDisk())) {
      return store.latest().orElseThrow().state();
    }
  }

  /** Stops after so many steps, those taken again included, and returns the step it says. */
  private static long runUntilTaken(Path run, Recipe recipe, TrainerSettings settings, long count)
      throws IOException {
    Files.createDirectories(run);
    StopRequest stop = new StopRequest();
    List<TrainingEvent> steps = new ArrayList<>();
    EventSink stopper =
        event -> {
          if (event instanceof TrainingEvent.StepDone) {
            steps.add(event);
            if (steps.size() == count) {
              stop.request();
            }
          }
        };
    try (CheckpointStore store = CheckpointStore.open(run, new UnforcedDisk());
        JsonlSink record = new JsonlSink(run.resolve("metrics.jsonl"))) {
      Trainer trainer = trainer(recipe, settings, store, stop, List.of(record, stopper));
      TrainingInterrupted interrupted =
          catchThrowableOfType(
              TrainingInterrupted.class, () -> trainer.run(NoisyRegression.initial(SEED)));
      return interrupted.step();
    }
  }

  /** What the record says of steps, stages and rollbacks, without the seconds. */
  private static List<String> record(Path run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      ObjectNode node = (ObjectNode) new ObjectMapper().readTree(line);
      node.remove("seconds");
      String event = node.get("event").asText();
      if (event.equals("step_done") || event.equals("rolled_back")) {
        lines.add(node.toString());
      }
    }
    return lines;
  }
}
