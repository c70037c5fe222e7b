package org.coinage.datasets;

/**
 * A data set that cannot be had or read. The message is one line for a user: which file or address,
 * what was expected, what was found, what to do.
 */
public abstract sealed class DatasetException extends RuntimeException {

  private DatasetException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file or folder that should be there is not, or cannot be read. */
  public static final class Missing extends DatasetException {

    /** With the place and what to do about it. */
    public Missing(String message) {
      super(message, null);
    }

    /** With the failure underneath. */
    public Missing(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A file is damaged, cut short, or not of a kind that can be read. */
  public static final class Format extends DatasetException {

    /** With the file and the reason. */
    public Format(Object file, String reason) {
      super(file + ": " + reason, null);
    }

    /** With the file, the reason and the failure underneath. */
    public Format(Object file, String reason, Throwable cause) {
      super(file + ": " + reason, cause);
    }
  }

  /** A file's length or hash is not the one that is published. */
  public static final class Checksum extends DatasetException {

    /** With the file, what was expected and what was found. */
    public Checksum(String message) {
      super(message, null);
    }
  }

  /** A host does not answer, or not with the file. */
  public static final class Download extends DatasetException {

    /** With the address and the reason. */
    public Download(String message) {
      super(message, null);
    }

    /** With the address, the reason and the failure underneath. */
    public Download(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
