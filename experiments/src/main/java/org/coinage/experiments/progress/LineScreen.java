package org.coinage.experiments.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Plain lines for logs and pipes: the first step, the last one, and in between one whenever five
 * seconds have passed.
 */
final class LineScreen implements ProgressDisplay.Screen {

  private static final long PERIOD = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private long total;
  private long startedAt;
  private long shownAt;
  private long taken;

  LineScreen(PrintStream out) {
    this(out, System::nanoTime);
  }

  LineScreen(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  @Override
  public void begin(long done, long totalSteps) {
    total = totalSteps;
    startedAt = nanoTime.getAsLong();
    taken = 0;
  }

  @Override
  public void show(long done, String message) {
    taken++;
    long now = nanoTime.getAsLong();
    if (taken > 1 && done < total && now - shownAt < PERIOD) {
      return;
    }
    shownAt = now;
    // The rate is that of this process: after resuming, earlier steps say nothing about it.
    double rate = taken / Math.max(1e-9, (now - startedAt) * 1e-9);
    out.printf(
        Locale.ROOT,
        "step %d of %d (%d %%), %.3g steps/s, %s left, %s%n",
        done,
        total,
        100 * done / Math.max(1, total),
        rate,
        duration(Math.round((total - done) / rate)),
        message);
  }

  @Override
  public void say(String message) {
    out.println(message);
  }

  @Override
  public void close() {
    out.flush();
  }

  private static String duration(long seconds) {
    return seconds >= 3600
        ? "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60)
        : seconds >= 60 ? "%d min %02d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
  }
}
