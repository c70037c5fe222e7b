/**
 * The methods of {@link org.coinage.sparsity} on another kind of network: a DL4J classifier, for
 * which the papers state numbers.
 *
 * <p>Read {@link org.coinage.experiments.classifier.ClassifierTraining} first. Invariants:
 *
 * <ol>
 *   <li>DL4J computes losses and gradients and nothing else: weights are moved here, in the order
 *       that {@link org.coinage.sparsity.SparsityMethod} asks for, so that no updater brings a
 *       pruned weight back;
 *   <li>same seed, same numbers;
 *   <li>dense and sparse networks see the same batches for the same number of epochs.
 * </ol>
 */
package org.coinage.experiments.classifier;
