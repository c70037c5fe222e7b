package org.coinage.entropy;

/**
 * What was read cannot have been written by this package: the bytes or the integers of a table are
 * damaged, truncated or foreign. Raised by reading only; a wrong argument of a writer is an {@link
 * IllegalArgumentException}.
 */
public abstract sealed class EntropyException extends RuntimeException
    permits CorruptStreamException, InvalidTableException {

  private static final long serialVersionUID = 1L;

  EntropyException(String message) {
    super(message);
  }
}
