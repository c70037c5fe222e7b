package org.coinage.experiments.progress;

import java.io.PrintStream;
import org.coinage.training.EventSink;
import org.coinage.training.TrainingEvent;

/**
 * Shows how far a training is, at what rate, and when it will be done: a bar on a terminal, now and
 * then a plain line otherwise. For the trainer's thread.
 */
public final class ProgressDisplay implements EventSink {

  /** Something that can show progress. */
  interface Screen extends AutoCloseable {

    /**
     * Begins to show.
     *
     * @param done steps taken before
     * @param total steps of the whole run
     */
    void begin(long done, long total);

    /**
     * Shows a step.
     *
     * @param done steps taken
     * @param message stage and numbers
     */
    void show(long done, String message);

    /** Says something that stays to be read. */
    void say(String message);

    @Override
    void close();
  }

  private final Screen screen;

  ProgressDisplay(Screen screen) {
    this.screen = screen;
  }

  /**
   * A bar if the stream is a terminal, else lines. The launcher knows which, and says so by the
   * system property {@code coinage.terminal}: since JDK 22 a JVM has a console either way.
   */
  public static ProgressDisplay on(PrintStream out) {
    boolean terminal =
        Boolean.getBoolean("coinage.terminal") && !"dumb".equals(System.getenv("TERM"));
    return new ProgressDisplay(terminal ? new BarScreen(out) : new LineScreen(out));
  }

  /** Lines on a stream, one at most every few seconds, whatever the stream is. */
  public static ProgressDisplay plain(PrintStream out) {
    return new ProgressDisplay(new LineScreen(out));
  }

  @Override
  public void accept(TrainingEvent event) {
    long step = event.position().step();
    if (event instanceof TrainingEvent.RunStarted started) {
      screen.begin(step, started.totalSteps());
    } else if (event instanceof TrainingEvent.StepDone done) {
      screen.show(step, done.stage() + " " + MetricText.of(done.metrics()));
    } else if (event instanceof TrainingEvent.Validated validated) {
      screen.say("step %d: validation %s".formatted(step, MetricText.of(validated.metrics())));
    } else if (event instanceof TrainingEvent.RolledBack back) {
      screen.say(
          "step %d: %s; going on from step %d, learning rate times %s"
              .formatted(step, back.reason(), back.toStep(), back.learningRateScale()));
    } else if (event instanceof TrainingEvent.RunEnded || event instanceof TrainingEvent.Diverged) {
      screen.close();
    }
  }

  @Override
  public void close() {
    screen.close();
  }
}
