package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.coinage.experiments.results.MarkdownTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code table}: a folder of results as Markdown. */
@Command(
    name = "table",
    description = "Prints a folder of results as the Markdown that the README shows.",
    footer = "  coinage table experiments/results/cifar10_small")
final class TableCommand extends Subcommand {

  @Parameters(
      paramLabel = "DIR",
      description =
          "Folder of a run's results with its summary.json, of several, of classifiers, of"
              + " benchmarks, or of fits.")
  private Path folder;

  @Override
  ExitCode run() throws IOException {
    out().print(MarkdownTable.of(folder));
    return ExitCode.DONE;
  }
}
