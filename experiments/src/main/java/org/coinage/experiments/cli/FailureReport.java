package org.coinage.experiments.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says on standard error, in one line, why a command failed. A stack trace only follows where it
 * was asked for: by {@code --stacktrace}, or by the environment variable {@value #VARIABLE}.
 */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {

  static final String VARIABLE = "COINAGE_STACKTRACE";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    return report(failure, command);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    StringBuilder line = new StringBuilder(failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> guesses = unmatched.getSuggestions();
      if (!guesses.isEmpty()) {
        line.append("; did you mean ").append(String.join(" or ", guesses)).append('?');
      }
    }
    String name = command.getCommandSpec().qualifiedName();
    line.append("; see ").append(name).append(" --help");
    return print(new Failure(ExitCode.USAGE, line.toString()), failure, command);
  }

  /** Reports anything that was thrown; returns the exit code. */
  int report(Throwable failure, CommandLine command) {
    return print(Failure.of(failure), failure, command);
  }

  private static int print(Failure failure, Throwable thrown, CommandLine command) {
    command.getErr().println("coinage: " + failure.line());
    if (wantsStackTrace(command)) {
      thrown.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return failure.code().number();
  }

  private static boolean wantsStackTrace(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    String variable = System.getenv(VARIABLE);
    return root.<Coinage>getCommand().stackTrace() || (variable != null && !variable.isEmpty());
  }
}
