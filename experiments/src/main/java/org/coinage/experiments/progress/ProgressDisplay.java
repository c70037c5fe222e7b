package org.coinage.experiments.progress;

import java.io.Console;
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

  /** A bar if the process has a terminal, else lines on the given stream. */
  public static ProgressDisplay on(PrintStream out) {
    boolean canRedraw = isTerminal() && !"dumb".equals(System.getenv("TERM"));
    return new ProgressDisplay(canRedraw ? new BarScreen(out) : new LineScreen(out));
  }

  /** Whether a person sits at a terminal. From Java 22 on a console may exist without one. */
  @SuppressWarnings("SystemConsoleNull") // null still tells on Java 17; later ones are asked below
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true; // before Java 22 a console is a terminal
    } catch (ReflectiveOperationException e) {
      return false;
    }
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
