package org.coinage.quantization;

/**
 * Turns a code into integers and back. Implementations are deterministic, immutable and
 * thread-safe; quantizing what {@link #dequantize} returned gives the same integers again.
 */
public interface CodeQuantizer {

  /** Number of entries of a code, and of its integers. */
  int dimension();

  /**
   * The integers of a code.
   *
   * @throws IllegalArgumentException if the code has another dimension or an entry is NaN or
   *     infinite, or so far out that no {@code int} holds its symbol
   */
  int[] quantize(double... code);

  /**
   * The code of integers, by the binary64 operations that the implementation documents, in its
   * order: the same bits on every machine.
   *
   * @throws IllegalArgumentException if there are more or fewer integers than {@link #dimension}
   */
  double[] dequantize(int... symbols);

  /**
   * Whether every integer says one entry and nothing else does, higher integers higher entries, one
   * step from level to level.
   */
  default boolean separable() {
    return true;
  }

  /**
   * Pullback of quantizing and dequantizing with the rounding taken for the identity
   * (straight-through: Bengio et al. 2013): the cotangent, but 0 in entries that are clipped.
   *
   * @param code before rounding
   * @param cotangent of the decoded code
   */
  default double[] pullStraightThrough(double[] code, double... cotangent) {
    return cotangent.clone();
  }
}
