/**
 * From a signal to its code: the inner loop and its step sizes, on plain arrays, the same code for
 * the inner loop of meta-learning and for the encoder.
 *
 * <p>Read {@link org.coinage.fitting.InnerLoop} first. Invariants:
 *
 * <ol>
 *   <li>a code starts at zero, or at a drawn network where zero would be stationary, and moves by
 *       {@code z <- z - alpha (.) dl/dz} only while learning;
 *   <li>a code that was fitted may be moved once more with its quantizer in the loop, and never to
 *       a larger error;
 *   <li>a trace keeps every code and every gradient: the adjoint recursion needs nothing else.
 * </ol>
 */
package org.coinage.fitting;
