package org.coinage.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A training as a process of its own, to be killed by tests. */
final class ToyTraining {

  private static final GuardSettings GUARD = new GuardSettings(1000, 10, 0.5, 2);

  static final int STEPS = 12_000;

  private ToyTraining() {}

  static Recipe recipe() {
    return Recipe.of(
        new NoisyRegression("first", 60, false, NoisyRegression.nanAt(47)),
        new NoisyRegression("second", STEPS - 60, true, NoisyRegression.NONE));
  }

  /** Steps between points of return; what else is saved in between does not matter. */
  static TrainerSettings settings(Duration interval) {
    return new TrainerSettings(2000, interval, STEPS, GUARD);
  }

  /**
   * Runs or resumes.
   *
   * @param arguments the run directory, the checkpoint interval in milliseconds, the duration of a
   *     step in milliseconds
   */
  public static void main(String[] arguments) {
    Path run = Path.of(arguments[0]);
    Duration interval = Duration.ofMillis(Long.parseLong(arguments[1]));
    long pause = Long.parseLong(arguments[2]);
    EventSink speaker =
        event -> {
          if (event instanceof TrainingEvent.StepDone) {
            if (event.position().step() % 10 == 0) {
              System.out.println("step " + event.position().step());
            }
            sleep(pause);
          }
        };
    StopRequest stop = new StopRequest();
    boolean finished =
        stop.stoppingOnShutdown(
            Duration.ofSeconds(10),
            () -> {
              try (CheckpointStore store = CheckpointStore.open(run);
                  JsonlSink record = new JsonlSink(run.resolve("metrics.jsonl"))) {
                new Trainer(recipe(), settings(interval), store, stop, List.of(record, speaker))
                    .run(NoisyRegression.initial(1));
                return true;
              } catch (TrainingInterrupted e) {
                System.out.println(e.getMessage());
                return false;
              }
            });
    if (finished) {
      System.out.println("finished");
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
