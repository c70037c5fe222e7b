package org.coinage.experiments.evaluation;

/** Two curves between which no delta can be taken; the message says why and what would help. */
public final class IncomparableCurvesException extends RuntimeException {

  private static final long serialVersionUID = 1;

  IncomparableCurvesException(String message) {
    super(message);
  }
}
