/**
 * From one signal's code z to the effective parameters of its field, and the derivatives of that
 * map which learning needs.
 *
 * <p>Read {@link org.coinage.modulation.ModulationSpace} first, then {@link
 * org.coinage.modulation.LatentModulation}, the space of COIN++ and functa. {@link
 * org.coinage.modulation.ModulationSpaces} finds spaces by name; {@link
 * org.coinage.modulation.GatedCodes} puts gates before any of them, for encoders. Invariants:
 *
 * <ol>
 *   <li>plain arrays in binary64, every sum in index order from its stated start, no fused
 *       operations: the decoder runs the same code and gets the same bits on every JVM;
 *   <li>what does not depend on the code is theta's own array, never a copy, so that engines and
 *       kernels recognise shared weights by identity;
 *   <li>what is structurally zero is absent ({@code null}), so that it costs nothing;
 *   <li>every derivative is checked against central differences by the contract test.
 * </ol>
 */
package org.coinage.modulation;
