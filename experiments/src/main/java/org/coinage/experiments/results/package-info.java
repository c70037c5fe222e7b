/**
 * Results as data: what a run measured, in the JSON schema of CompressAI's {@code results} folder,
 * which other systems of the field read and write too.
 *
 * <p>Read {@link org.coinage.experiments.results.ResultsFile} first. Invariants:
 *
 * <ol>
 *   <li>all arrays of a file have one length, and its points are in increasing order of rate;
 *   <li>what is written is valid JSON (no NaN, no Infinity) and reads back equal;
 *   <li>{@code bpp} is file bytes; other ways to count stand beside it under other names.
 * </ol>
 */
package org.coinage.experiments.results;
