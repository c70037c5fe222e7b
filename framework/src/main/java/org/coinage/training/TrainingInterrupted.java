package org.coinage.training;

import java.nio.file.Path;

/** The run was asked to stop, wrote a checkpoint and did. The message says how to go on. */
public final class TrainingInterrupted extends RuntimeException {

  private final long step;
  private final transient Path checkpoint;

  TrainingInterrupted(long step, Path checkpoint, Path run) {
    super(
        "stopped after step %d; all of it is in %s; go on with: coinage resume %s"
            .formatted(step, checkpoint, run));
    this.step = step;
    this.checkpoint = checkpoint;
  }

  /** Global steps taken. */
  public long step() {
    return step;
  }

  /** The checkpoint from which the run goes on. */
  public Path checkpoint() {
    return checkpoint;
  }
}
