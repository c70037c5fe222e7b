package org.coinage.experiments.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows that work whose length is not known goes on: what it is when it begins, and every five
 * seconds how many pieces of it are done. Thread-safe.
 */
public final class WorkDisplay {

  private static final long PERIOD = Duration.ofSeconds(5).toNanos();

  private final Consumer<String> say;
  private final LongSupplier nanoTime;
  private String what = "working";
  private long startedAt;
  private long shownAt;
  private long done;

  WorkDisplay(Consumer<String> say, LongSupplier nanoTime) {
    this.say = say;
    this.nanoTime = nanoTime;
    begin(what);
  }

  /** A display of plain lines, which {@code say} shows. */
  public static WorkDisplay on(Consumer<String> say) {
    return new WorkDisplay(say, System::nanoTime);
  }

  /** Other work begins; nothing is shown of it for five seconds. */
  public synchronized void begin(String newWork) {
    what = newWork;
    done = 0;
    startedAt = nanoTime.getAsLong();
    shownAt = startedAt;
  }

  /** A piece is done: a signal, a patch, a setting. */
  public synchronized void pieceDone() {
    done++;
    long now = nanoTime.getAsLong();
    if (now - shownAt >= PERIOD) {
      shownAt = now;
      double seconds = (now - startedAt) * 1e-9;
      say.accept(String.format(Locale.ROOT, "%s: %d done in %.0f s", what, done, seconds));
    }
  }
}
