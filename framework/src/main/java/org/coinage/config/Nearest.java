package org.coinage.config;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what somebody may have meant by a name that is not known. */
public final class Nearest {

  private static final int LONGEST = 200;

  private Nearest() {}

  /**
   * The known name with the fewest edits (insertion, deletion, substitution, swap of neighbours)
   * from the given one, ties in alphabetical order; none where more than a third of the name, but
   * at least two letters, would have to change.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    String best = null;
    int bestEdits = Math.max(2, name.length() / 3) + 1;
    for (String candidate : new TreeSet<>(known)) {
      int edits = edits(name, candidate);
      if (edits < bestEdits && edits < Math.max(name.length(), candidate.length())) {
        best = candidate;
        bestEdits = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The end of an error message about an unknown name: {@code ; did you mean 'steps'? There are:
   * batch, steps}.
   */
  public static String hint(String name, Collection<String> known) {
    String guess = to(name, known).map(n -> "; did you mean '" + n + "'?").orElse(";");
    if (known.isEmpty()) {
      return "; there are none";
    }
    String there = String.join(", ", new TreeSet<>(known));
    return guess + (guess.endsWith("?") ? " There are: " : " there are: ") + there;
  }

  /** Optimal string alignment distance; without regard to case, which costs nothing. */
  static int edits(String first, String second) {
    String a = first.substring(0, Math.min(LONGEST, first.length()));
    String b = second.substring(0, Math.min(LONGEST, second.length()));
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = above[j - 1] + (same(a, i, b, j) ? 0 : 1);
        row[j] = Math.min(substitution, 1 + Math.min(above[j], row[j - 1]));
        if (i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
