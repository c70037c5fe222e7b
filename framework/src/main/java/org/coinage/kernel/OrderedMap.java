package org.coinage.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A parallel map whose results come back in index order, so that a sum over them does not depend on
 * the number of threads or on who finished first.
 *
 * <p>Thread-safe. One thread means the calling thread.
 */
public final class OrderedMap implements AutoCloseable {

  private static final AtomicInteger POOLS = new AtomicInteger();

  private final int threads;
  private final ExecutorService pool;
  private final Runnable afterEach;

  /**
   * A map on the given number of daemon threads.
   *
   * @throws IllegalArgumentException if there is not at least one thread
   */
  public OrderedMap(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + " must be at least 1");
    }
    this.threads = threads;
    this.afterEach = () -> {};
    int number = POOLS.incrementAndGet();
    AtomicInteger count = new AtomicInteger();
    this.pool =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads,
                task -> {
                  Thread thread =
                      new Thread(task, "ordered-map-" + number + "-" + count.incrementAndGet());
                  thread.setDaemon(true);
                  return thread;
                });
  }

  private OrderedMap(OrderedMap other, Runnable afterEach) {
    this.threads = other.threads;
    this.pool = other.pool;
    this.afterEach = afterEach;
  }

  /**
   * A view on the same threads that reports progress.
   *
   * @param each runs after every finished task, on the thread that did it; must be thread-safe
   */
  public OrderedMap reporting(Runnable each) {
    return new OrderedMap(this, each);
  }

  /** A map on as many threads as the machine has processors. */
  public static OrderedMap onAllProcessors() {
    return new OrderedMap(Runtime.getRuntime().availableProcessors());
  }

  /** Number of threads that work at once. */
  public int threads() {
    return threads;
  }

  /**
   * Results of {@code task} for 0..count-1, in that order.
   *
   * <p>If tasks fail, the failure of the lowest index is thrown after all have ended.
   */
  public <T> List<T> map(int count, IntFunction<T> task) {
    List<T> results = new ArrayList<>(count);
    if (pool == null) {
      for (int i = 0; i < count; i++) {
        results.add(finished(task.apply(i)));
      }
      return results;
    }
    List<Future<T>> futures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      futures.add(pool.submit(() -> finished(task.apply(index))));
    }
    RuntimeException failure = null;
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null ? unchecked(e.getCause()) : failure;
      } catch (InterruptedException e) {
        futures.forEach(f -> f.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for parallel work", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  /**
   * Gives the results of {@code task} for 0..count-1 to {@code consumer} in that order, on the
   * calling thread, each as soon as those before it are there. Only a few more than there are
   * threads exist at once.
   *
   * <p>If a task fails, its failure is thrown once those submitted before it was noticed have
   * ended; nothing after it is consumed. An interrupted caller does not wait for tasks at work.
   */
  public <T> void forEachInOrder(int count, IntFunction<T> task, Consumer<T> consumer) {
    if (pool == null) {
      for (int i = 0; i < count; i++) {
        consumer.accept(finished(task.apply(i)));
      }
      return;
    }
    Deque<Future<T>> begun = new ArrayDeque<>();
    try {
      for (int next = 0, consumed = 0; consumed < count; consumed++) {
        for (; next < count && begun.size() <= threads; next++) {
          int index = next;
          begun.add(pool.submit(() -> finished(task.apply(index))));
        }
        consumer.accept(result(begun.remove()));
      }
    } finally {
      for (Future<T> future : begun) {
        awaitEnd(future);
      }
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for parallel work", e);
    }
  }

  /** How it ends is nobody's business any more: an earlier failure is on its way. */
  private static void awaitEnd(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      return;
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
    }
  }

  private <T> T finished(T result) {
    afterEach.run();
    return result;
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("parallel work failed", cause);
  }

  /** Ends the threads, those of all views. */
  @Override
  public void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
