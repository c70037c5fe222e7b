package org.coinage.kernel;

/**
 * A number in the evaluation of a field is outside the range in which all machines compute the same
 * bits: the parameters or the coordinates are damaged, or a frequency factor is absurd.
 */
public final class ArgumentRangeException extends ArithmeticException {

  private static final long serialVersionUID = 1;

  /** An error that says where, what was found and what was expected. */
  public ArgumentRangeException(String message) {
    super(message);
  }

  static ArgumentRangeException coordinate(int coordinate, int point, float value) {
    return new ArgumentRangeException(
        "coordinate "
            + coordinate
            + " of point "
            + point
            + " is "
            + value
            + ", expected a finite number");
  }

  static ArgumentRangeException argument(int layer, int unit, int point, float value) {
    return new ArgumentRangeException(
        "sine layer "
            + layer
            + ", unit "
            + unit
            + ", point "
            + point
            + ": the argument is "
            + value
            + " pi, expected at most 2^22 pi in magnitude; the parameters are damaged or the"
            + " frequency factor is too large");
  }

  static ArgumentRangeException output(int channel, int point, float value) {
    return new ArgumentRangeException(
        "output channel "
            + channel
            + ", point "
            + point
            + ": the value is "
            + value
            + ", expected a finite number; the parameters are damaged");
  }
}
