package org.coinage.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.coinage.codec.CodecException;
import org.coinage.config.ConfigException;
import org.coinage.datasets.DatasetException;
import org.coinage.experiments.evaluation.IncomparableCurvesException;
import org.coinage.training.CheckpointException;
import org.coinage.training.TrainingDivergedException;
import org.coinage.training.TrainingInterrupted;

/**
 * What a failure means to a user. The one place where exceptions become exit codes.
 *
 * @param code how the process ends
 * @param line what is printed
 */
public record Failure(ExitCode code, String line) {

  private static final long MEBIBYTE = 1 << 20;

  /** Makes one line of the message, whatever it holds. */
  public Failure {
    line = line.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** The meaning of anything that was thrown. */
  public static Failure of(Throwable thrown) {
    if (thrown instanceof IOException exception) {
      return of(exception);
    }
    if (thrown instanceof UncheckedIOException wrapper) {
      return of(wrapper.getCause());
    }
    if (thrown instanceof OutOfMemoryError error) {
      return new Failure(ExitCode.FAILED, outOfMemory(error));
    }
    String message = thrown.getMessage();
    if (message == null) {
      return unexpected(thrown);
    }
    if (thrown instanceof ConfigException) {
      return new Failure(ExitCode.USAGE, message);
    }
    if (thrown instanceof DatasetException.Format || thrown instanceof DatasetException.Checksum) {
      return new Failure(ExitCode.CORRUPT, message);
    }
    if (thrown instanceof CheckpointException.Damaged
        || thrown instanceof CheckpointException.UnsupportedVersion) {
      return new Failure(ExitCode.CORRUPT, message);
    }
    if (thrown instanceof DatasetException
        || thrown instanceof CheckpointException
        || thrown instanceof TrainingDivergedException
        || thrown instanceof IncomparableCurvesException) {
      return new Failure(ExitCode.FAILED, message);
    }
    if (thrown instanceof TrainingInterrupted) {
      return new Failure(ExitCode.INTERRUPTED, message);
    }
    // Values and settings check themselves; a number that does not parse is a slip of ours.
    if (thrown instanceof IllegalArgumentException && !(thrown instanceof NumberFormatException)) {
      return new Failure(ExitCode.USAGE, message);
    }
    return unexpected(thrown);
  }

  private static Failure of(IOException exception) {
    if (exception instanceof CodecException.WrongMint) {
      return new Failure(ExitCode.WRONG_MINT, exception.getMessage());
    }
    if (exception instanceof CodecException) {
      return new Failure(ExitCode.CORRUPT, exception.getMessage());
    }
    if (exception instanceof FileSystemException problem) {
      String reason = problem.getReason() == null ? reason(problem) : problem.getReason();
      return new Failure(ExitCode.FAILED, problem.getFile() + ": " + reason);
    }
    String message = exception.getMessage();
    return new Failure(
        ExitCode.FAILED, message == null ? exception.getClass().getSimpleName() : message);
  }

  private static String reason(FileSystemException problem) {
    if (problem instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (problem instanceof AccessDeniedException) {
      return "may not be read or written by this user";
    }
    if (problem instanceof FileAlreadyExistsException) {
      return "exists already; choose another name or give --force";
    }
    return "the file system refused (" + problem.getClass().getSimpleName() + ")";
  }

  private static String outOfMemory(OutOfMemoryError error) {
    String message = String.valueOf(error.getMessage());
    // The words of JavaCPP, which holds ND4J's memory outside of the heap.
    if (message.contains("hysical memory") || message.contains("maxbytes")) {
      return "out of memory outside of the Java heap; raise it, for example by COINAGE_JAVA_OPTS="
          + "\"-Dorg.bytedeco.javacpp.maxbytes=8G -Dorg.bytedeco.javacpp.maxphysicalbytes=12G\"";
    }
    return "out of memory: the Java heap has "
        + Runtime.getRuntime().maxMemory() / MEBIBYTE
        + " MiB; raise it, for example by COINAGE_JAVA_OPTS=-Xmx8g, or give fewer signals at once";
  }

  private static Failure unexpected(Throwable thrown) {
    return new Failure(
        ExitCode.FAILED,
        "internal error: " + thrown + "; run again with --stacktrace and report what it prints");
  }
}
