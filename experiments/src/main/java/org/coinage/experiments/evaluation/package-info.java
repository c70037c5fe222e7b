/**
 * Comparing codecs: rate-distortion curves and the Bjontegaard deltas between them.
 *
 * <p>Read {@link org.coinage.experiments.evaluation.RateDistortionCurve} first, then {@link
 * org.coinage.experiments.evaluation.BjontegaardDelta}. Invariants:
 *
 * <ol>
 *   <li>a delta never comes without the interpolation and the overlap it was taken over;
 *   <li>a curve compared with itself gives exactly 0;
 *   <li>nothing is extrapolated.
 * </ol>
 */
package org.coinage.experiments.evaluation;
