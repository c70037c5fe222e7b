package org.coinage.experiments.baseline;

/** A baseline could not code or decode; the message says which, why, and what would help. */
public final class BaselineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BaselineException(String message) {
    super(message);
  }

  BaselineException(String message, Throwable cause) {
    super(message, cause);
  }
}
