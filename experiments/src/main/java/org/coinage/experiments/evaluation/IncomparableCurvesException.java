package org.coinage.experiments.evaluation;

/** Two curves between which no delta can be taken; the message says why and what would help. */
public final class IncomparableCurvesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;

  IncomparableCurvesException(String message, String reason) {
    super(message);
    this.reason = reason;
  }

  /** The message in short, for a table in which the curves are named already. */
  public String reason() {
    return reason;
  }
}
