/**
 * Signals, their grids and coordinate frames, patches, and distortion measures. No file formats
 * here: those live in the {@code datasets} module.
 *
 * <p>Read {@link org.coinage.signal.Signal} first. Invariants:
 *
 * <ol>
 *   <li>arrays are point-major: {@code [points, dim]}, grids row-major with the slowest axis first;
 *   <li>coordinates follow from shape and frame alone, to the last bit, on every JVM;
 *   <li>everything is immutable by contract and may be shared between threads.
 * </ol>
 */
package org.coinage.signal;
