package org.coinage.experiments.progress;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is drawn over itself, with rate and remaining time. */
final class BarScreen implements ProgressDisplay.Screen {

  private final PrintStream out;
  private ProgressBar bar;

  BarScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(long done, long total) {
    close();
    bar =
        new ProgressBarBuilder()
            .setTaskName("learning")
            .setInitialMax(total)
            .startsFrom(done, Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(250)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .setUnit(" steps", 1)
            .showSpeed()
            .build();
  }

  @Override
  public void show(long done, String message) {
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(" " + message);
    }
  }

  @Override
  public void say(String message) {
    // The carriage return lets the line replace the bar, which is drawn again below it.
    out.println("\r" + message + " ".repeat(Math.max(0, 100 - message.length())));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
