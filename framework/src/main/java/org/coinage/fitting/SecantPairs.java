package org.coinage.fitting;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;

/**
 * The last steps of a descent and how its slope turned over each: what is known of the curvature
 * beyond a first matrix. Not thread-safe.
 */
final class SecantPairs {

  private static final int MOST = 10;

  /** Curvature below this share of the turn is no curvature that a matrix could have. */
  private static final double FLAT = 1e-12;

  private final ArrayDeque<Pair> pairs = new ArrayDeque<>();

  private record Pair(double[] step, double[] turn, double curvature) {}

  /** Learns from a step, unless the slope along it fell. */
  void add(double[] from, double[] to, double[] slopeBefore, double... slopeAfter) {
    double[] step = moved(to, -1, from);
    double[] turn = moved(slopeAfter, -1, slopeBefore);
    double curvature = dot(step, turn);
    if (curvature > FLAT * dot(turn, turn)) {
      pairs.addLast(new Pair(step, turn, curvature));
      if (pairs.size() > MOST) {
        pairs.removeFirst();
      }
    }
  }

  /** The step to take at a slope: the first matrix, corrected by all pairs (the two loops). */
  double[] step(DecompositionSolver first, double... slope) {
    double[] rest = slope.clone();
    double[] shares = new double[pairs.size()];
    int i = shares.length;
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      shares[--i] = dot(pair.step(), rest) / pair.curvature();
      rest = moved(rest, -shares[i], pair.turn());
    }
    double[] step = first.solve(new ArrayRealVector(rest, false)).toArray();
    for (Pair pair : pairs) {
      double share = shares[i++] - dot(pair.turn(), step) / pair.curvature();
      step = moved(step, share, pair.step());
    }
    double[] downhill = step;
    Arrays.setAll(downhill, each -> -downhill[each]);
    return downhill;
  }

  /** {@code from + length change}. */
  static double[] moved(double[] from, double length, double... change) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += length * change[i];
    }
    return to;
  }

  private static double dot(double[] a, double... b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
