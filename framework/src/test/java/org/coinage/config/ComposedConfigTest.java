package org.coinage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposedConfigTest {

  private static final String[] ODD = {
    "+odd.number=.5",
    "+odd.large=1e22",
    "+odd.long=9007199254740993",
    "+odd.nothing=null",
    "+odd.text='a \"b\" ${c} # d\\ne 🪙'",
    "+odd.empty=",
    "+odd.digits='007'",
    "+odd.'1.5'=x",
    "+odd.list=[1,[],{a.b:''},null]",
    "+odd.map={}",
    "+odd.\"dotted.key\"=1"
  };

  @TempDir Path folder;

  @Test
  void renderedConfigurationLoadsAsAnEqualOne() throws IOException {
    ComposedConfig config = MiniApp.usual(folder).compose(ODD);
    Path saved = Files.writeString(folder.resolve("config.conf"), config.render());
    ComposedConfig loaded = ComposedConfig.load(saved);
    assertThat(loaded).isEqualTo(config).hasSameHashCodeAs(config);
    assertThat(loaded.hash()).isEqualTo(config.hash());
    assertThat(loaded.render()).isEqualTo(config.render());
    assertThat(loaded.toMap()).isEqualTo(config.toMap());
    assertThat(loaded.origin("field.width").source()).isEqualTo(saved.toString());
    assertThat(loaded.overrides()).isEmpty();
  }

  @Test
  void hashForgetsSpellingAndRemembersValues() {
    MiniApp app = MiniApp.usual(folder);
    String hash = app.compose().hash();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(app.compose("training.rate=0.0010", "seed=1.0").hash()).isEqualTo(hash);
    assertThat(app.compose("training.rate=0.0011").hash()).isNotEqualTo(hash);
    assertThat(app.compose("seed='1'").hash()).isNotEqualTo(hash);
    assertThat(app.compose("+x=null").hash()).isNotEqualTo(hash);
  }

  @Test
  void hashIsThatOfSortedJson() {
    MiniApp app =
        new MiniApp(folder.resolve("configs")).with("config.conf", "b = [1.50, x]\na.c = true");
    // printf '{"a":{"c":true},"b":[1.5,"x"]}' | sha256sum
    assertThat(app.compose().hash())
        .isEqualTo("9bbac7499fdc3a0f8a2765defa158d2bd477f7ec13126f6ad74269702d7f5625");
  }

  @Test
  void everyValueKnowsWhereItWasWritten() {
    ComposedConfig config =
        MiniApp.usual(folder).compose("experiment=cifar10", "training.rate=0.5");
    assertThat(config.origin("field.width")).hasToString("configs/field/siren_large.conf:3");
    assertThat(config.origin("training.steps")).hasToString("configs/experiment/cifar10.conf:8");
    assertThat(config.origin("training.rate")).hasToString("argument 'training.rate=0.5'");
    assertThat(config.origin("seed")).hasToString("configs/config.conf:8");
    assertThat(config.renderWithOrigins())
        .contains(
            "field.width = 256  # configs/field/siren_large.conf:3\n",
            "training.rate = 0.5  # argument 'training.rate=0.5'\n",
            "training.batch = [1,2]  # configs/training/adam.conf:3\n");
  }

  @Test
  void sectionsAreShownAlone() {
    ComposedConfig config = MiniApp.usual(folder).compose();
    assertThat(config.render("field")).contains("width=32").doesNotContain("steps");
    assertThat(config.render("field.width")).isEqualTo("32");
    assertThat(config.value("field")).isEqualTo(Map.of("layers", 3, "width", 32));
    assertThatThrownBy(() -> config.value("field.widht"))
        .isInstanceOf(ConfigException.UnknownKey.class)
        .hasMessageContaining("did you mean field.width?");
  }

  @Test
  void damagedSavedFileIsToldWithItsLine() throws IOException {
    Path saved = Files.writeString(folder.resolve("saved.conf"), "a = 1\nb = }");
    assertThatThrownBy(() -> ComposedConfig.load(saved))
        .isInstanceOf(ConfigException.Syntax.class)
        .hasMessageStartingWith(saved + ":2: ");
    assertThatThrownBy(() -> ComposedConfig.load(folder.resolve("none.conf")))
        .isInstanceOf(ConfigException.Unreadable.class)
        .hasMessageEndingWith("none.conf: there is no such file");
  }
}
