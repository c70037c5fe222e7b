package org.coinage.experiments.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. Add a command to {@link #COMMANDS}, and nothing else. */
@Command(
    name = "coinage",
    description =
        "Learns a mint over a data set, strikes signals as coins with it, and reads them back.",
    versionProvider = VersionText.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  coinage run quickstart                            learn, strike, decode, report",
      "  coinage config list experiment                    what else can be run",
      "  coinage compress -m a.mint photo.png -o photo.coin",
      "  coinage decompress -m a.mint photo.coin -o photo.png",
      "  coinage COMMAND --help                            more of them",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 corrupt file,",
      "4 wrong mint, 130 interrupted.",
    })
public final class Coinage implements Callable<Integer> {

  /** In the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          ResumeCommand.class,
          EvaluateCommand.class,
          CompressCommand.class,
          DecompressCommand.class,
          InspectCommand.class,
          VerifyCommand.class,
          ConfigCommand.class,
          DatasetsCommand.class,
          ImportCommand.class,
          ReplayCommand.class,
          BenchCommand.class,
          FitsCommand.class,
          ClassifyCommand.class,
          TableCommand.class,
          PlotCommand.class);

  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure (also: environment COINAGE_STACKTRACE=1).")
  private boolean stackTrace;

  /** For picocli. */
  public Coinage() {}

  /** Runs a command and exits with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    // Numbers are written the same way everywhere, for scripts that read them.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    // Picocli would look for Groovy in every jar of the class path.
    System.setProperty("picocli.disable.closures", "true");
    System.exit(execute(commandLine(arguments), arguments));
  }

  /**
   * The commands, with failures reported as this program reports them. Where arguments begin with a
   * command it is the only one: to reflect on the others takes longer than to decode a coin.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Coinage());
    for (Class<?> command : asked(arguments)) {
      line.addSubcommand(command);
    }
    FailureReport report = new FailureReport();
    return line.setExpandAtFiles(false)
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report);
  }

  private static List<Class<?>> asked(String... arguments) {
    for (Class<?> command : COMMANDS) {
      if (arguments.length > 0
          && command.getAnnotation(Command.class).name().equals(arguments[0])) {
        return List.of(command);
      }
    }
    return COMMANDS;
  }

  /** Runs a command; nothing is thrown. */
  static int execute(CommandLine commands, String... arguments) {
    try {
      return commands.execute(arguments);
    } catch (RuntimeException | Error e) {
      // The outermost frame: memory ran out, or a slip of ours outside of any command.
      return new FailureReport().report(e, commands);
    }
  }

  boolean stackTrace() {
    return stackTrace;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.number();
  }
}
