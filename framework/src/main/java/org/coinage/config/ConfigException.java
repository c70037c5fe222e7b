package org.coinage.config;

/**
 * A mistake in a configuration. The message is one line for the user: where (file and line, or the
 * argument), what was found, what is allowed.
 */
public abstract sealed class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Origin origin;

  private ConfigException(Origin origin, String problem, Throwable cause) {
    super((origin + ": " + problem).replaceAll("\\s*\\R\\s*", " "), cause);
    this.origin = origin;
  }

  /** Where the mistake stands. */
  public Origin origin() {
    return origin;
  }

  /** A file that is not HOCON, or an argument outside the grammar of overrides. */
  public static final class Syntax extends ConfigException {
    private static final long serialVersionUID = 1L;

    Syntax(Origin origin, String problem) {
      this(origin, problem, null);
    }

    Syntax(Origin origin, String problem, Throwable cause) {
      super(origin, problem, cause);
    }
  }

  /** A key nobody reads, or an override of a key that is not there. */
  public static final class UnknownKey extends ConfigException {
    private static final long serialVersionUID = 1L;

    UnknownKey(Origin origin, String problem) {
      super(origin, problem, null);
    }
  }

  /** A group, or an option of a group, that is not in the folder; or a choice not made. */
  public static final class UnknownOption extends ConfigException {
    private static final long serialVersionUID = 1L;

    UnknownOption(Origin origin, String problem) {
      super(origin, problem, null);
    }
  }

  /** A key that has to be there and is not. */
  public static final class MissingKey extends ConfigException {
    private static final long serialVersionUID = 1L;

    MissingKey(Origin origin, String problem) {
      super(origin, problem, null);
    }
  }

  /** A value of the wrong type or outside its range. */
  public static final class WrongValue extends ConfigException {
    private static final long serialVersionUID = 1L;

    WrongValue(Origin origin, String problem) {
      this(origin, problem, null);
    }

    WrongValue(Origin origin, String problem, Throwable cause) {
      super(origin, problem, cause);
    }
  }

  /** Defaults lists that contradict each other, or an override that does not fit what is there. */
  public static final class Composition extends ConfigException {
    private static final long serialVersionUID = 1L;

    Composition(Origin origin, String problem) {
      super(origin, problem, null);
    }
  }

  /** A file or folder that cannot be read. */
  public static final class Unreadable extends ConfigException {
    private static final long serialVersionUID = 1L;

    Unreadable(Origin origin, String problem, Throwable cause) {
      super(origin, problem, cause);
    }
  }
}
