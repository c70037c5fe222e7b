/**
 * How to learn networks with few weights, units or code dimensions: masks, gates and the rules by
 * which they change. Plain arrays with names ({@link org.coinage.sparsity.NamedTensor}); no tensor
 * library and no knowledge of fields, so that the same methods serve implicit networks and
 * classifiers.
 *
 * <p>Read {@link org.coinage.sparsity.SparsityMethod} first, then {@link
 * org.coinage.sparsity.SparseState} and {@link org.coinage.sparsity.WeightTransform}; {@link
 * org.coinage.sparsity.StaticRandomMask} is the shortest method, {@link
 * org.coinage.sparsity.SparseStep} how one step is taken.
 *
 * <ol>
 *   <li>A method is a function of the state it is given: all it knows lies in named arrays that go
 *       into checkpoints. Same seed, same bits.
 *   <li>A pruned weight is exactly zero after every step, and so are its optimizer slots.
 *   <li>Numbers of kept entries are exact: {@code n - floor(sparsity * n)}, ranked stably, ties by
 *       index.
 *   <li>Gradients given to a method are dense and by effective values; masks are applied by the
 *       transform's pullback, for some methods need what a mask hides.
 *   <li>Every transform's pullback is confirmed by central differences.
 * </ol>
 */
package org.coinage.sparsity;
