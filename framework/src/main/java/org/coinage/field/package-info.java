/**
 * The field: a SIREN's shape, its parameters, and the operations on one signal from which learning
 * is made.
 *
 * <p>Read {@link org.coinage.field.SirenArchitecture} first, then {@link
 * org.coinage.field.FieldTensors} (effective parameters of one signal) and {@link
 * org.coinage.field.FieldEngine} (learning). {@link org.coinage.field.FieldDecoder} is how decoders
 * evaluate a field. Invariants:
 *
 * <ol>
 *   <li>tensors carry COIN++'s PyTorch names and shapes ({@link
 *       org.coinage.field.SirenParameters});
 *   <li>an absent component means scale 1, shift 0, or a direction that is structurally zero;
 *   <li>arrays are never modified once an engine or decoder has seen them: unchanged weights are
 *       recognised by identity;
 *   <li>decoding never goes through an engine.
 * </ol>
 */
package org.coinage.field;
