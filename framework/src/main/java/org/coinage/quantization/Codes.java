package org.coinage.quantization;

/** Checks of codes that come from outside. */
final class Codes {

  private Codes() {}

  static void requireDimension(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(what + ": " + found + " entries; expected " + expected);
    }
  }

  static void requireFinite(String what, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            what + ": " + values[i] + " at " + i + "; expected finite numbers");
      }
    }
  }

  static void requirePositive(String what, double... values) {
    requireFinite(what, values);
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0)) {
        throw new IllegalArgumentException(
            what + ": " + values[i] + " at " + i + "; expected greater than 0");
      }
    }
  }

  /** {@code codes} as {@code [signals, dim]}: at least {@code least} rows, all of one length. */
  static void requireTable(int least, double[]... codes) {
    if (codes.length < least) {
      throw new IllegalArgumentException(
          "training codes: " + codes.length + "; expected at least " + least);
    }
    for (double[] code : codes) {
      requireDimension("training code", code.length, codes[0].length);
      requireFinite("training code", code);
    }
    if (codes[0].length == 0) {
      throw new IllegalArgumentException("training codes: no entries; expected at least 1 each");
    }
  }
}
