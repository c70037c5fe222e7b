package org.coinage.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.coinage.codec.Inspection;
import org.coinage.codec.Limits;
import org.coinage.codec.MintFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}: what a file holds. */
@Command(
    name = "inspect",
    description = "Says what a mint, coin or purse holds, without decoding it.",
    footer = {
      "  coinage inspect picture.coin",
      "  coinage inspect --mint photos.mint picture.coin",
      "  coinage inspect photos.mint --json"
    })
final class InspectCommand extends Subcommand {

  @Parameters(paramLabel = "FILE", description = "A mint, coin or purse.")
  private Path file;

  @Option(
      names = {"-m", "--mint"},
      paramLabel = "MINT",
      description = "Of a coin or purse: its symbols are read, and what zeros cost is told.")
  private Path mint;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private LimitOption limit;

  @Override
  ExitCode run() throws IOException {
    Limits limits = limit.limits();
    Inspection inspection =
        mint == null
            ? Inspection.of(file, limits)
            : Inspection.of(file, MintFile.read(mint, limits), limits);
    if (json) {
      out().println(inspection.json());
    } else {
      inspection.lines().forEach(line -> out().println(line));
    }
    return ExitCode.DONE;
  }
}
