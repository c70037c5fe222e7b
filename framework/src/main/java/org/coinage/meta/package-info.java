/**
 * Learning to fit: the meta-gradient of one signal by the adjoint recursion, its ordered sum over a
 * batch, and the outer step.
 *
 * <p>Read {@link org.coinage.meta.MetaGradient} first, with section 4 of the design of the
 * meta-gradient beside it. Invariants:
 *
 * <ol>
 *   <li>nothing here depends on which modulation space, engine or outer objective is in use;
 *   <li>the sum over a batch runs in signal order, so results do not depend on the thread count;
 *   <li>randomness comes from a seed tree by purpose, step and signal: no generator state.
 * </ol>
 */
package org.coinage.meta;
