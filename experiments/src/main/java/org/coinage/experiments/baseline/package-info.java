/**
 * The codecs Coinage is compared with, each measured in real bytes by the same few lines.
 *
 * <p>Read {@link org.coinage.experiments.baseline.BaselineCodec} first. Another baseline is one
 * class and one line in {@link org.coinage.experiments.baseline.Baselines}; it then appears in
 * every table and plot. Invariants:
 *
 * <ol>
 *   <li>what is decoded comes from the bytes that are counted, and from what is trained or agreed
 *       beforehand, nothing else;
 *   <li>container bytes are stated apart, never left out silently;
 *   <li>a baseline that cannot run says why instead of failing.
 * </ol>
 */
package org.coinage.experiments.baseline;
