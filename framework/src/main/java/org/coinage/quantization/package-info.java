/**
 * From a code to integers and back, and how to learn that. Read {@link
 * org.coinage.quantization.CodeQuantizer} first: {@link org.coinage.quantization.UniformQuantizer}
 * is COIN++'s, {@link org.coinage.quantization.WhitenedQuantizer} ours. {@link
 * org.coinage.quantization.LearnedQuantizer} is what quantization-aware training learns, by {@link
 * org.coinage.quantization.RoundedCode} and its gradient.
 *
 * <ol>
 *   <li>Quantizing a dequantized code gives its integers again.
 *   <li>Dequantizing is a fixed chain of binary64 operations: sums in index order, each product
 *       rounded before it is added, no fused multiply-add, no library function, no inversion. Its
 *       result is the same on every machine.
 *   <li>Rounding is half to even.
 *   <li>Whatever is learned stands beside its gradient, and central differences confirm it.
 *   <li>A number that is not finite is refused, never rounded.
 * </ol>
 */
package org.coinage.quantization;
