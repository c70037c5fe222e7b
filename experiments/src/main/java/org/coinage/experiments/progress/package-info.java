/**
 * How a run shows its progress to whoever watches it. {@link
 * org.coinage.experiments.progress.ProgressDisplay} listens to the events of a training; it never
 * changes what is learned.
 */
package org.coinage.experiments.progress;
