package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coinage.experiments.results.MarkdownTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code table}: a folder of results as Markdown. */
@Command(
    name = "table",
    description = "Prints a folder of results as the Markdown that the README shows.",
    footer = "  coinage table inr-systems")
final class TableCommand extends Subcommand {

  /** Where the project keeps its own results. */
  private static final Path RESULTS = Path.of("experiments", "results");

  @Parameters(
      paramLabel = "DIR",
      description =
          "Folder of a run's results with its summary.json, of several, of systems, of"
              + " classifiers, of benchmarks, or of fits; the name of one in experiments/results"
              + " will do.")
  private Path folder;

  @Override
  ExitCode run() throws IOException {
    out().print(MarkdownTable.of(resolved(folder)));
    return ExitCode.DONE;
  }

  /** A folder, or the one of this name among the project's own results. */
  static Path resolved(Path folder) {
    Path named = RESULTS.resolve(folder);
    return Files.exists(folder) || !Files.exists(named) ? folder : named;
  }
}
