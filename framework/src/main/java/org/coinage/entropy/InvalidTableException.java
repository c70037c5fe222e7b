package org.coinage.entropy;

/** The integers of a stored table break an invariant of {@link FrequencyTable}. */
public final class InvalidTableException extends EntropyException {

  private static final long serialVersionUID = 1L;

  InvalidTableException(String message) {
    super(message);
  }
}
