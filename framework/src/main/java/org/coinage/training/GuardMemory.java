package org.coinage.training;

/**
 * What {@link DivergenceGuard} remembers between steps. Part of the training state and of every
 * checkpoint, so that a resumed run rolls back where an uninterrupted one does.
 *
 * @param observed losses seen in this stage
 * @param smoothed exponentially smoothed loss; 0 while none was seen
 * @param best lowest smoothed loss of this stage once the window was full; 0 before
 * @param rollbacks rollbacks of the run
 * @param stageRollbacks rollbacks of this stage
 */
public record GuardMemory(
    long observed, double smoothed, double best, int rollbacks, int stageRollbacks) {

  /** Nothing seen, nothing rolled back. */
  public static final GuardMemory FRESH = new GuardMemory(0, 0, 0, 0, 0);

  /** The memory at the entry of a stage, whose losses are not comparable with earlier ones. */
  GuardMemory atStageEntry() {
    return new GuardMemory(0, 0, 0, rollbacks, 0);
  }

  /** The memory of one that has seen no loss that a new one is comparable with. */
  GuardMemory withoutLosses() {
    return new GuardMemory(0, 0, 0, rollbacks, stageRollbacks);
  }

  /** The same memory with one more rollback counted. */
  GuardMemory rolledBack() {
    return new GuardMemory(observed, smoothed, best, rollbacks + 1, stageRollbacks + 1);
  }
}
