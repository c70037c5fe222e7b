package org.coinage.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.coinage.config.ComposedConfig;
import org.coinage.config.ConfigFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config show} and {@code config list}. */
@Command(
    name = "config",
    description = "Shows what a run would be configured with, and what there is to choose from.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    subcommands = {ConfigCommand.Show.class, ConfigCommand.ListOptions.class})
final class ConfigCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.number();
  }

  /** The composed configuration. */
  @Command(
      name = "show",
      description = "Prints the configuration that these overrides compose.",
      footer = {
        "  coinage config show",
        "  coinage config show experiment=quickstart training.steps=100 --origins",
        "  coinage config show experiment=quickstart --path training",
      })
  static final class Show extends Subcommand {

    @Parameters(
        paramLabel = "OVERRIDE",
        arity = "0..*",
        description = "group=option, key=value, +key=value, ++key=value, ~key")
    private final List<String> overrides = new ArrayList<>();

    @Option(names = "--origins", description = "Print one key a line, with where it was written.")
    private boolean origins;

    @Option(
        names = "--path",
        paramLabel = "KEY",
        defaultValue = "",
        description = "Print only what is below this key.")
    private String path;

    @Mixin private ConfigFolderOption configs;

    @Override
    ExitCode run() {
      ComposedConfig config = configs.compose(overrides);
      if (origins) {
        config
            .renderWithOrigins()
            .lines()
            .filter(this::isBelowPath)
            .forEach(line -> out().println(line));
      } else {
        out().println(config.render(path).strip());
      }
      return ExitCode.DONE;
    }

    private boolean isBelowPath(String line) {
      return path.isEmpty() || line.startsWith(path + ".") || line.startsWith(path + " ");
    }
  }

  /** What there is to choose from. */
  @Command(
      name = "list",
      description = "Lists the groups, or the options of a group with what each is for.",
      footer = {"  coinage config list", "  coinage config list experiment"})
  static final class ListOptions extends Subcommand {

    @Parameters(paramLabel = "GROUP", arity = "0..1", description = "A group.")
    private String group;

    @Mixin private ConfigFolderOption configs;

    @Override
    ExitCode run() {
      ConfigFolder folder = configs.composer().folder();
      Map<String, String> lines =
          group == null
              ? folder.groups().stream()
                  .collect(
                      Collectors.toMap(
                          name -> name, name -> String.join(", ", folder.options(name))))
              : folder.describe(group);
      int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
      lines.keySet().stream()
          .sorted()
          .forEach(
              name ->
                  out()
                      .println(
                          (name + " ".repeat(width - name.length() + 2) + lines.get(name))
                              .strip()));
      return ExitCode.DONE;
    }
  }
}
