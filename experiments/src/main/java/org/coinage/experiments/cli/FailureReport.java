package org.coinage.experiments.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.coinage.config.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
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
    String line = failure.getMessage();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      line += hint(unmatched.getSuggestions());
    } else if (failure instanceof MissingParameterException) {
      line = misspelt(command, arguments).map(option -> option + "; ").orElse("") + line;
    }
    line += "; see " + command.getCommandSpec().qualifiedName() + " --help";
    return print(new Failure(ExitCode.USAGE, line), failure, command);
  }

  /** Picocli complains about what is missing first, even where the cause is a misspelt option. */
  private static Optional<String> misspelt(CommandLine command, String... arguments) {
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    return Stream.of(arguments)
        .map(argument -> argument.replaceFirst("=.*", ""))
        .filter(option -> option.startsWith("--") && !known.contains(option))
        .map(
            option ->
                "Unknown option: '"
                    + option
                    + "'"
                    + hint(Nearest.to(option, known).stream().toList()))
        .findFirst();
  }

  private static String hint(List<String> guesses) {
    return guesses.isEmpty() ? "" : "; did you mean " + String.join(" or ", guesses) + '?';
  }

  /** Reports anything that was thrown; returns the exit code. */
  int report(Throwable failure, CommandLine command) {
    return print(Failure.of(failure), failure, command);
  }

  /** Prints a failure; returns the exit code. */
  static int print(Failure failure, Throwable thrown, CommandLine command) {
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
