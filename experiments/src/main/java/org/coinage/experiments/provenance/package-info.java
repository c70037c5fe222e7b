/**
 * Where a result comes from, enough to make it again: every mint, run and results file carries a
 * {@link org.coinage.experiments.provenance.Provenance}.
 *
 * <p>Read {@link org.coinage.experiments.provenance.Provenance} first. Invariant: a fact that
 * cannot be found out is named unknown, it is never guessed, and never stops a run.
 */
package org.coinage.experiments.provenance;
