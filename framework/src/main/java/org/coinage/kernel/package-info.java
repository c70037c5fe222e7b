/**
 * Seeds split by purpose and the parallel map that keeps its order. Read {@link
 * org.coinage.kernel.SeedTree} first.
 */
package org.coinage.kernel;
