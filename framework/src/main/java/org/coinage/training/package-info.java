/**
 * The frame in which learning runs, whatever a step does: a {@link org.coinage.training.Recipe} of
 * {@link org.coinage.training.Stage}s run by a {@link org.coinage.training.Trainer}, which writes
 * checkpoints, tells events, rolls back when numbers explode and stops when asked. Read {@link
 * org.coinage.training.TrainingState} first, then {@code Stage}, then {@code Trainer}.
 *
 * <p>What holds:
 *
 * <ul>
 *   <li>A step is a function of the state. A run that was killed at any moment and resumed ends
 *       with the bits of one that was not, rollbacks and stage changes included; only the steps
 *       since the last checkpoint are taken again.
 *   <li>A directory named {@code step-*} under {@code checkpoints} either verifies against its
 *       manifest or is passed over with a warning; nothing is deleted before what replaces it
 *       verifies.
 *   <li>No NaN and no infinity enters a checkpoint.
 *   <li>What a stage pruned stays exactly zero in every later one, in parameters and in the
 *       optimizer.
 *   <li>Checkpoint settings, clocks and listeners do not change what is learned.
 *   <li>Points of return of the divergence guard depend on step counts and losses alone, and travel
 *       within the checkpoints.
 * </ul>
 */
package org.coinage.training;
