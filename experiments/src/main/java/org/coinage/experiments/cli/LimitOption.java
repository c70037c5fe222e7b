package org.coinage.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coinage.codec.Limits;
import org.coinage.config.Nearest;
import picocli.CommandLine.Option;

/** Raises what a reader accepts, for files that one trusts. */
final class LimitOption {

  private static final List<String> NAMES = List.of("coins", "dimension", "elements", "fileBytes");

  @Option(
      names = "--limit",
      paramLabel = "NAME=NUMBER",
      description = {
        "Raise a limit on what is read, for a file that you trust: fileBytes, elements (numbers in"
            + " a signal or tensor), dimension (extent of a signal) or coins."
      })
  private final Map<String, Long> raised = new LinkedHashMap<>();

  /**
   * The default limits with those that were given.
   *
   * @throws IllegalArgumentException if one has an unknown name or is out of range
   */
  Limits limits() {
    for (String name : raised.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "--limit: there is no limit '" + name + "'" + Nearest.hint(name, NAMES));
      }
    }
    Limits usual = Limits.DEFAULT;
    return new Limits(
        raised.getOrDefault("fileBytes", usual.fileBytes()),
        raised.getOrDefault("elements", usual.elements()),
        extent("dimension", usual.dimension()),
        usual.channels(),
        usual.codeLength(),
        usual.sections(),
        extent("coins", usual.coins()));
  }

  private int extent(String name, int usual) {
    return (int) Math.min(Integer.MAX_VALUE, raised.getOrDefault(name, (long) usual));
  }
}
