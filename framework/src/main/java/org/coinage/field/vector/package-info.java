/**
 * The fast engine: the operations of {@link org.coinage.field.FieldEngine} on panels of points that
 * never leave the cache, by the panel kernels of {@link org.coinage.kernel}.
 *
 * <p>Read {@link org.coinage.field.vector.VectorEngine} first, then {@code FieldPass} and {@code
 * PanelOrder}: dense fields lie point by point, sparse ones feature by feature. Invariants:
 *
 * <ol>
 *   <li>arguments of sines are in half turns: weights, biases and shifts are packed times {@code w
 *       / pi}, gradients with respect to them are multiplied by it at the end;
 *   <li>features that pad a point-major panel have zero sines, points that pad any panel have zero
 *       cotangents: neither adds to a sum;
 *   <li>a signal is worked on by one thread, its panels in order: results do not depend on threads.
 * </ol>
 */
package org.coinage.field.vector;
