/**
 * The reference engine: the four engine operations in plain ND4J, a few matrix operations each, in
 * binary32 or binary64. It is the oracle for every faster engine and never decodes.
 *
 * <p>Read {@link org.coinage.field.reference.ReferenceEngine} first, with section 2 of the design
 * of the meta-gradient beside it. Invariants:
 *
 * <ol>
 *   <li>all points of a signal go through one matrix product per layer and pass;
 *   <li>arrays are row-major {@code [points, features]} and live in one workspace per thread;
 *   <li>ND4J and its BLAS run single-threaded: threads work on different signals.
 * </ol>
 */
package org.coinage.field.reference;
