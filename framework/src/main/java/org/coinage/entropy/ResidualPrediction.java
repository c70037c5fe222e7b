package org.coinage.entropy;

import java.util.ArrayList;
import java.util.List;

/**
 * What the neighbours' symbols say about a dimension's symbol before it is coded: a sum of a few of
 * them with fixed weights. Immutable.
 *
 * <p>A term has a slot of {@link PatchGrid}, a dimension and a weight in units of 2^-12. With x the
 * neighbour's symbol in that dimension, brought into [-2^15, 2^15], 0 where there is no such
 * neighbour: {@code p = sum of weight * x}, in 64 bits. The whole part {@code (p + 2^11) >> 12} is
 * taken from the symbol before coding and added after, modulo 2^32. The rest, {@code (p + 2^11) mod
 * 2^12}, says on which side of the whole part the symbol is likely to be: {@code rest * sides >>
 * 12} takes part in the choice of the table.
 *
 * @param sides parts into which the rest is divided, at least 1; 1 where there are no terms
 * @param terms at most {@link #MAX_TERMS}
 */
record ResidualPrediction(int sides, List<Term> terms) {

  /** Most terms of one dimension. */
  static final int MAX_TERMS = 16;

  /** Most sides. */
  static final int MAX_SIDES = 16;

  /** Greatest weight: 16. */
  static final int MAX_WEIGHT = 1 << 16;

  /** No prediction: 0. */
  static final ResidualPrediction NONE = new ResidualPrediction(1, List.of());

  static final int FRACTION_BITS = 12;
  private static final int HALF = 1 << (FRACTION_BITS - 1);
  private static final int MAX_SYMBOL = 1 << 15;

  ResidualPrediction {
    terms = List.copyOf(terms);
  }

  /** One symbol and its weight. */
  record Term(int slot, int dimension, int weight) {}

  /**
   * The prediction in units of 2^-12, a half added.
   *
   * @param neighbours symbols by slot, null where there is no neighbour
   */
  long predict(int[]... neighbours) {
    long sum = HALF;
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      int[] neighbour = neighbours[term.slot];
      if (neighbour != null) {
        sum += (long) term.weight * clamp(neighbour[term.dimension]);
      }
    }
    return sum;
  }

  /** What is taken from the symbol, of a {@link #predict}ion. */
  static int whole(long prediction) {
    return (int) (prediction >> FRACTION_BITS);
  }

  /** On which side of the whole part the prediction is, 0 to sides - 1. */
  int side(long prediction) {
    return (int) (((prediction & ((1 << FRACTION_BITS) - 1)) * sides) >> FRACTION_BITS);
  }

  static int clamp(int symbol) {
    return Math.max(-MAX_SYMBOL, Math.min(MAX_SYMBOL, symbol));
  }

  /** {@code [sides, terms, (slot, dimension, weight)...]}. */
  void write(List<Integer> out) {
    out.add(sides);
    out.add(terms.size());
    for (Term term : terms) {
      out.addAll(List.of(term.slot, term.dimension, term.weight));
    }
  }

  static ResidualPrediction read(StoredInts in, int slots, int dimensions) {
    int sides = in.next("sides of a prediction", 1, MAX_SIDES);
    int count = in.next("terms of a prediction", 0, MAX_TERMS);
    if (count == 0 && sides > 1) {
      throw new InvalidTableException(
          "code model: " + sides + " sides of a prediction without terms; expected 1");
    }
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      terms.add(
          new Term(
              in.next("slot of a term", 0, slots - 1),
              in.next("dimension of a term", 0, dimensions - 1),
              in.next("weight of a term", -MAX_WEIGHT, MAX_WEIGHT)));
    }
    return new ResidualPrediction(sides, terms);
  }
}
