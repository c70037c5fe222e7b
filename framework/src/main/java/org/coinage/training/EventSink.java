package org.coinage.training;

/** Listens to a run: a log, a record of metrics, a progress bar. Called by the trainer's thread. */
@FunctionalInterface
public interface EventSink extends AutoCloseable {

  /** Takes note of an event. */
  void accept(TrainingEvent event);

  /**
   * Makes what was told so far reach the medium; called before a checkpoint is written, so that a
   * record is never behind the state it is resumed with.
   */
  default void flush() {}

  /** Releases what the sink holds; whoever made the sink closes it. */
  @Override
  default void close() {}
}
