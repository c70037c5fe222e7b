package org.coinage.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

  @TempDir Path configs;

  @BeforeEach
  void setUp() throws IOException {
    Files.writeString(configs.resolve("config.conf"), "defaults = [{field = small}]\nseed = 1\n");
    Path group = Files.createDirectory(configs.resolve("field"));
    Files.writeString(group.resolve("small.conf"), "# For a try.\nwidth = 16\nw0 = 30\n");
    Files.writeString(group.resolve("large.conf"), "# For good.\nwidth = 256\nw0 = 50\n");
  }

  @Test
  void showsWhatTheOverridesCompose() {
    assertThat(show("field=large", "field.w0=20", "+name=x").succeeds().out())
        .contains("width=256", "w0=20", "name=x");
    assertThat(show("--path", "field.width").succeeds().out()).isEqualToIgnoringNewLines("16");
  }

  @Test
  void showsWhereEveryValueWasWritten() {
    assertThat(show("seed=7", "--origins").succeeds().out())
        .containsPattern("field.width = 16 +# .*small.conf")
        .containsPattern("seed = 7 +# .*seed=7");
    assertThat(show("--origins", "--path", "field").succeeds().out()).doesNotContain("seed");
  }

  @Test
  void mistakesAreWrongUsage() {
    show("field=larg").failsWith(ExitCode.USAGE, "field=larg", "large");
    show("sed=3").failsWith(ExitCode.USAGE, "sed=3", "seed");
    show("--path", "field.widht").failsWith(ExitCode.USAGE, "field.width");
    Cli.refuses("no such folder", "config", "show", "--configs", configs.resolve("none"));
  }

  @Test
  void listsGroupsAndOptionsWithWhatTheyAreFor() {
    assertThat(list().succeeds().out()).contains("field  large, small");
    assertThat(list("field").succeeds().out().lines())
        .containsExactly("large  For good.", "small  For a try.");
    list("filed").failsWith(ExitCode.USAGE, "field");
  }

  private Cli show(Object... arguments) {
    return config("show", arguments);
  }

  private Cli list(Object... arguments) {
    return config("list", arguments);
  }

  private Cli config(String command, Object... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "config";
    all[1] = command;
    all[2] = "--configs";
    all[3] = configs;
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return Cli.run(all);
  }
}
