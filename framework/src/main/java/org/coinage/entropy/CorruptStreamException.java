package org.coinage.entropy;

/** A coded stream reached a state that no encoder produces. */
public final class CorruptStreamException extends EntropyException {

  private static final long serialVersionUID = 1L;

  CorruptStreamException(String message) {
    super(message);
  }
}
