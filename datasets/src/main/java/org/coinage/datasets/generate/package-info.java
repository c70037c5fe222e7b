/**
 * Data sets that need no file. Read {@link org.coinage.datasets.generate.DeadLeaves} first.
 *
 * <p>Invariant: a generated sample follows from recipe, seed and index alone, to the last bit, on
 * every JVM; transcendental functions come from {@link java.lang.StrictMath}.
 */
package org.coinage.datasets.generate;
