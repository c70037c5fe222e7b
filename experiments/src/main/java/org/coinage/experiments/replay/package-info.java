/**
 * Repeats a training run that another implementation recorded, step by step, and says how far the
 * two stay together.
 *
 * <p>Read {@link org.coinage.experiments.replay.RecordedRun} first: it documents the folder layout.
 */
package org.coinage.experiments.replay;
