/**
 * One launched experiment: from its settings to a run directory with checkpoints, a mint, results
 * and a report.
 *
 * <p>Read {@link org.coinage.experiments.run.Experiment} first. Invariants:
 *
 * <ol>
 *   <li>everything a run does follows from its resolved configuration and its seed;
 *   <li>test signals are read after training and judged once; what is tuned is tuned on validation
 *       signals;
 *   <li>a run directory alone is enough to resume it.
 * </ol>
 */
package org.coinage.experiments.run;
