package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UsageTest {

  @Test
  void misspeltCommandIsAnsweredWithTheNearest() {
    Cli.refuses("did you mean compress", "compres");
    Cli.refuses("did you mean show?", "config", "shwo");
  }

  @Test
  void argumentsThatBeginWithACommandAreParsedByThatOneAlone() {
    Set<String> all = Coinage.commandLine().getSubcommands().keySet();
    assertThat(all).contains("run", "decompress", "table");
    for (String name : all) {
      assertThat(Coinage.commandLine(name, "-h").getSubcommands()).containsOnlyKeys(name);
    }
    assertThat(Coinage.commandLine("--stacktrace", "run").getSubcommands()).hasSize(all.size());
  }

  @Test
  void misspeltOptionIsAnsweredWithTheNearestEvenWhereOthersAreMissing() {
    Cli.refuses("Unknown option: '--mnt'; did you mean --mint?", "compress", "--mnt", "a", "b");
    Cli.refuses("--json", "inspect", "a", "--jsn");
  }

  @Test
  void withoutACommandThereIsHelpAndTheCodeOfWrongUsage() {
    Cli nothing = Cli.run();
    assertThat(nothing.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).contains("Usage: coinage", "compress", "Exit codes");
    assertThat(Cli.run("config").code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    Coinage.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(Cli.run(name, "--help").succeeds().out())
                  .contains("Usage: coinage " + name);
              for (CommandLine leaf :
                  command.getSubcommands().isEmpty()
                      ? List.of(command)
                      : command.getSubcommands().values()) {
                assertThat(leaf.getUsageMessage())
                    .contains("Examples:", "  " + leaf.getCommandSpec().qualifiedName());
              }
            });
  }

  @Test
  void versionNamesReleaseCommitAndJvm() {
    assertThat(Cli.run("--version").succeeds().out())
        .startsWith("coinage 0.")
        .contains("commit ", "JDK " + Runtime.version());
  }

  @Test
  void stackTraceIsPrintedOnlyOnRequest(@TempDir Path folder) {
    Path file = folder.resolve("none");
    Cli.run("inspect", file).failsWith(ExitCode.FAILED, file);
    for (Cli traced :
        List.of(
            Cli.run("--stacktrace", "inspect", file), Cli.run("inspect", file, "--stacktrace"))) {
      assertThat(traced.code()).isEqualTo(ExitCode.FAILED.number());
      assertThat(traced.err()).contains("NoSuchFileException", "\tat org.coinage");
    }
  }

  @Test
  void catalogIsListedAndItsNamesAreChecked(@TempDir Path cache) {
    assertThat(Cli.run("datasets", "list", "--cache", cache).succeeds().out())
        .contains("cifar10: ", "licence: ", "not fetched yet");
    Cli.refuses("did you mean 'cifar10'", "datasets", "download", "cifar");
    Cli offline = Cli.run("datasets", "download", "kodak", "--offline", "--cache", cache);
    assertThat(offline.code()).isEqualTo(ExitCode.FAILED.number());
    assertThat(offline.err()).contains("licence of kodak", "the network is off");
  }
}
