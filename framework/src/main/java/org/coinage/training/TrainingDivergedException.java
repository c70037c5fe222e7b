package org.coinage.training;

import java.nio.file.Path;
import java.util.Optional;

/** The run diverged again after as many rollbacks as were allowed. */
public final class TrainingDivergedException extends RuntimeException {

  private final long step;
  private final String reason;
  private final transient Path lastGood;

  TrainingDivergedException(
      TrainingState state, long step, String stage, String reason, Path lastGood) {
    super(
        ("training diverged at step %d (stage '%s'): %s; after %d rollbacks in this stage the"
                + " learning rate stands at %s of its schedule; last good checkpoint: %s; lower the"
                + " learning rate, or clip the gradient, and start again")
            .formatted(
                step,
                stage,
                reason,
                state.guard().stageRollbacks(),
                state.learningRateScale(),
                lastGood == null ? "none" : lastGood));
    this.step = step;
    this.reason = reason;
    this.lastGood = lastGood;
  }

  /** The step that was refused. */
  public long step() {
    return step;
  }

  /** What was found, e.g. {@code loss is NaN}. */
  public String reason() {
    return reason;
  }

  /** The newest checkpoint, if there is one. */
  public Optional<Path> lastGoodCheckpoint() {
    return Optional.ofNullable(lastGood);
  }
}
