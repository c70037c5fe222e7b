package org.coinage.training;

import java.nio.file.Path;

/** A checkpoint could not be written, read or used. The message says what to do. */
public abstract sealed class CheckpointException extends RuntimeException {

  private CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The file system refused an operation; checkpoints written before are untouched. */
  public static final class Failed extends CheckpointException {
    Failed(String what, Path path, Throwable cause) {
      super(
          "cannot %s %s: %s; earlier checkpoints are untouched".formatted(what, path, cause),
          cause);
    }
  }

  /** What lies there is not what was written. */
  public static final class Damaged extends CheckpointException {
    Damaged(Path path, String problem) {
      super("checkpoint %s is damaged: %s".formatted(path, problem), null);
    }
  }

  /** Written by another version of the format. */
  public static final class UnsupportedVersion extends CheckpointException {
    UnsupportedVersion(Path path, int found, int known) {
      super(
          "checkpoint %s has format version %d, this program reads %d; use the program that wrote it"
              .formatted(path, found, known),
          null);
    }
  }

  /** Another process, or another run of this one, holds the directory. */
  public static final class Locked extends CheckpointException {
    Locked(Path directory, String holder) {
      super(
          "%s is in use by %s; wait for it, stop it, or choose another run directory"
              .formatted(directory, holder),
          null);
    }
  }

  /** The checkpoint belongs to another model, recipe or seed. */
  public static final class Mismatch extends CheckpointException {
    Mismatch(String message) {
      super(message, null);
    }
  }
}
