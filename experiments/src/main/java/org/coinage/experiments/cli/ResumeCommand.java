package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.coinage.experiments.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes on with a run that was stopped or killed. */
@Command(
    name = "resume",
    description = {
      "Goes on with a run from its newest good checkpoint: bit-identical to a run never stopped.",
      "A run whose learning is finished is judged and reported again."
    },
    footer = "  coinage resume outputs/quickstart/2026-11-23_21-21-00")
final class ResumeCommand extends Subcommand {

  @Parameters(paramLabel = "RUN", description = "The run's directory.")
  private Path run;

  @Override
  ExitCode run() throws IOException {
    RunDirectory directory = RunDirectory.open(run);
    return RunCommand.execute(directory.composed(), directory, System.out);
  }
}
