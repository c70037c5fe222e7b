package org.coinage.experiments.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share. A failure is thrown; {@link Failure} says what it means. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n")
abstract class Subcommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Does the work. */
  abstract ExitCode run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    ExitCode code = run();
    out().flush();
    err().flush();
    return code.number();
  }

  /** Results go here. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Notices and failures go here. */
  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Says something beside the result. */
  final void notice(String line) {
    err().println("coinage: " + line);
    err().flush();
  }

  /** Work whose results go to standard output, unless files go there. */
  final Batch batch(List<Path> targets) {
    boolean piped = targets.stream().anyMatch(Pipe::isNamedBy);
    return new Batch(piped ? err() : out(), spec.commandLine());
  }

  /** Arguments that do not fit together. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
