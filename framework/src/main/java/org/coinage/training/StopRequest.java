package org.coinage.training;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Asks a run to stop after the step in progress. Thread-safe. */
public final class StopRequest {

  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks for the stop. */
  public void request() {
    requested.set(true);
  }

  /** Whether a stop was asked for. */
  public boolean isRequested() {
    return requested.get();
  }

  /**
   * Does some work that heeds this request, and makes the request if the JVM is told to end
   * meanwhile (Ctrl-C, SIGTERM). The JVM is held back until the work has returned, so what must
   * still be written or said to the user belongs into the work.
   *
   * @param patience how long the JVM is held back at most
   */
  public <T> T stoppingOnShutdown(Duration patience, Supplier<T> work) {
    CountDownLatch done = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              request();
              try {
                // The JVM ends when this returns, whether the work was in time or not.
                boolean unused = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-training");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      done.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is already ending; counting down has let it go.
      }
    }
  }
}
