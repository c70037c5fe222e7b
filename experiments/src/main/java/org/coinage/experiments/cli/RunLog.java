package org.coinage.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/**
 * The log of a run: everything at INFO and above goes to a file from the moment this is made until
 * it is closed, each line at once. The file is appended to, so that a resumed run has one log.
 */
public final class RunLog implements AutoCloseable {

  private static final String PATTERN =
      "%d{yyyy-MM-dd HH:mm:ss.SSS}{UTC} %-5level %logger: %msg%n%ex";

  private final LoggerContext context;
  private final FileAppender appender;

  private RunLog(LoggerContext context, FileAppender appender) {
    this.context = context;
    this.appender = appender;
  }

  /**
   * Begins to log.
   *
   * @param file made where it is missing, with its folders
   * @throws UncheckedIOException if it cannot be written
   */
  public static RunLog to(Path file) {
    requireWritable(file);
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    FileAppender appender =
        FileAppender.newBuilder()
            .setName("run " + file.toAbsolutePath())
            .setFileName(file.toString())
            .setAppend(true)
            .setImmediateFlush(true)
            .setIgnoreExceptions(false)
            .setConfiguration(context.getConfiguration())
            .setLayout(PatternLayout.newBuilder().setPattern(PATTERN).build())
            .build();
    if (appender == null) {
      throw new IllegalStateException("the log " + file + " cannot be written");
    }
    appender.start();
    root(context).addAppender(appender, Level.INFO, null);
    context.updateLoggers();
    return new RunLog(context, appender);
  }

  /** Log4j would complain in words of its own, and go on. */
  private static void requireWritable(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + file + " cannot be written", e);
    }
  }

  private static LoggerConfig root(LoggerContext context) {
    return context.getConfiguration().getRootLogger();
  }

  @Override
  public void close() {
    root(context).removeAppender(appender.getName());
    context.updateLoggers();
    appender.stop();
  }
}
