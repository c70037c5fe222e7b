package org.coinage.datasets.download;

import java.time.Duration;

/** How to wait between attempts; tests do not. */
@FunctionalInterface
public interface Sleeper {

  /** Waits by putting the thread to sleep. */
  Sleeper REAL = pause -> Thread.sleep(pause.toMillis());

  /** Waits. */
  void sleep(Duration pause) throws InterruptedException;
}
