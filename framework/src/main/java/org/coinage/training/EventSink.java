package org.coinage.training;

/** Listens to a run: a log, a record of metrics, a progress bar. Called by the trainer's thread. */
@FunctionalInterface
public interface EventSink extends AutoCloseable {

  /** Takes note of an event. */
  void accept(TrainingEvent event);

  /** Releases what the sink holds; whoever made the sink closes it. */
  @Override
  default void close() {}
}
