package org.coinage.training;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a run to stop after the step in progress. Thread-safe.
 *
 * <pre>{@code
 * StopRequest stop = new StopRequest();
 * try (StopRequest.Hook hook = stop.onShutdown(Duration.ofSeconds(30))) {
 *   trainer.run(initial);
 * }
 * }</pre>
 */
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
   * Asks for the stop when the JVM is told to end (Ctrl-C, SIGTERM), and holds the JVM back until
   * the hook is closed, so that the checkpoint is written.
   *
   * @param patience how long the JVM is held back at most
   */
  public Hook onShutdown(Duration patience) {
    return new Hook(patience);
  }

  /** The connection to the JVM's shutdown; close it when the run has returned. */
  public final class Hook implements AutoCloseable {

    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread thread;

    private Hook(Duration patience) {
      thread =
          new Thread(
              () -> {
                request();
                try {
                  // The JVM ends when this returns, whether the run was in time or not.
                  boolean unused = released.await(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "stop-training");
      Runtime.getRuntime().addShutdownHook(thread);
    }

    @Override
    public void close() {
      released.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(thread);
      } catch (IllegalStateException e) {
        // The JVM is already ending; this hook has just let it go.
      }
    }
  }
}
