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
}
