package org.coinage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order and choice, by the rules of Hydra 1.1 and later (its "Defaults List" pages). */
class ConfigComposerTest {

  @TempDir Path folder;

  @Test
  void groupFilesStandAtTheirGroup() {
    ComposedConfig config = MiniApp.usual(folder).compose();
    assertThat(config.value("field")).isEqualTo(Map.of("width", 32, "layers", 3));
    assertThat(config.choices()).isEqualTo(Map.of("field", "siren_small", "training", "adam"));
  }

  @Test
  void argumentChoosesAnotherOption() {
    ComposedConfig config = MiniApp.usual(folder).compose("field=siren_large");
    assertThat(config.value("field.width")).isEqualTo(256);
    assertThat(config.choices()).containsEntry("field", "siren_large");
  }

  @Test
  void experimentOverridesSeveralGroupsAtOnce() {
    ComposedConfig config = MiniApp.usual(folder).compose("+training.note=x", "experiment=cifar10");
    assertThat(config.value("field.width")).isEqualTo(256);
    assertThat(config.value("training.steps")).isEqualTo(2000);
    assertThat(config.choices()).containsEntry("experiment", "cifar10");
  }

  @Test
  void argumentWinsOverExperiment() {
    ComposedConfig config =
        MiniApp.usual(folder)
            .compose("experiment=cifar10", "field=siren_small", "training.steps=3");
    assertThat(config.value("field.width")).isEqualTo(32);
    assertThat(config.value("training.steps")).isEqualTo(3);
  }

  @Test
  void selfAtTheEndWinsOverExperiment() {
    assertThat(MiniApp.usual(folder).compose("experiment=cifar10").value("seed")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"'_self_, {g = a}', a", "'{g = a}, _self_', self", "'{g = a}', self"})
  void placeOfSelfDecidesWhoWins(String defaults, String winner) {
    MiniApp app =
        new MiniApp(folder.resolve("configs"))
            .with("config.conf", "defaults = [" + defaults + "]\ng.x = self")
            .with("g/a.conf", "x = a");
    assertThat(app.compose().value("g.x")).isEqualTo(winner);
  }

  @Test
  void siblingIsTheBaseOfAnOption() {
    MiniApp app =
        MiniApp.usual(folder)
            .with("field/wide.conf", "defaults = [siren_small]\nwidth = 999")
            .with("field/wider.conf", "defaults = [_self_, wide]\nwidth = 1000");
    assertThat(app.compose("field=wide").value("field"))
        .isEqualTo(Map.of("width", 999, "layers", 3));
    assertThat(app.compose("field=wider").value("field.width")).isEqualTo(999);
  }

  @Test
  void substitutionsSeeTheArguments() {
    assertThat(MiniApp.usual(folder).compose("field.width=8").value("name")).isEqualTo("run of 8");
  }

  @Test
  void substitutionsSeeNeitherEnvironmentNorSystemProperties() {
    MiniApp app =
        MiniApp.usual(folder).with("training/odd.conf", "a = ${?PATH}\nb = ${?user.home}");
    assertThat(app.compose("training=odd").value("training")).isEqualTo(Map.of());
  }

  @Test
  void absentGroupIsAddedAndListedGroupIsLeftOut() {
    MiniApp app = MiniApp.usual(folder).with("codec/range.conf", "bits = 5");
    assertThat(app.compose("+codec=range").value("codec.bits")).isEqualTo(5);
    assertThat(app.compose("~training").toMap()).containsOnlyKeys("field", "name", "seed");
    assertThat(app.compose("training=null").toMap()).containsOnlyKeys("field", "name", "seed");
    assertThat(app.compose("~training=adam").toMap()).doesNotContainKey("training");
  }

  @Test
  void addedExperimentReplacesOptionsToo() {
    MiniApp app =
        MiniApp.usual(folder).with("config.conf", "defaults = [{field = siren_small}, _self_]");
    ComposedConfig config = app.compose("+experiment=cifar10");
    assertThat(config.value("field.width")).isEqualTo(256);
    assertThat(config.value("seed")).isEqualTo(7);
  }

  @Test
  void optionalOptionMayBeAbsent() {
    MiniApp app =
        MiniApp.usual(folder)
            .with("config.conf", "defaults = [{optional field = none}, {optional training = sgd}]");
    assertThat(app.compose().toMap()).containsOnlyKeys("training");
  }

  @Test
  void sectionGivenForAGroupIsMergedAsAValue() {
    assertThat(MiniApp.usual(folder).compose("field={width:5}").value("field"))
        .isEqualTo(Map.of("width", 5, "layers", 3));
  }

  @Test
  void folderListsGroupsAndOptionsWithTheirFirstComment() {
    ConfigFolder listing = new ConfigComposer(MiniApp.usual(folder).configs()).folder();
    assertThat(listing.groups()).containsExactly("experiment", "field", "training");
    assertThat(listing.options("field")).containsExactly("siren_large", "siren_small");
    assertThat(listing.describe("field"))
        .containsEntry("siren_small", "A small SIREN")
        .containsEntry("siren_large", "A large SIREN");
    assertThat(listing.describe("experiment")).containsEntry("cifar10", "CIFAR-10, small");
    assertThat(listing.describe("training")).containsEntry("adam", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trainng.steps=3 | argument 'trainng.steps=3': there is no key trainng.steps; did you mean"
            + " training.steps? Keys at the root: field, name, seed, training (to add a key, write"
            + " +trainng.steps=value)",
        "field=siren_lage | argument 'field=siren_lage': group field has no option 'siren_lage';"
            + " did you mean 'siren_large'? There are: siren_large, siren_small",
        "+seed=2 | argument '+seed=2': seed is there already: write seed=value, without the '+'",
        "~fiel | argument '~fiel': there is no key fiel; did you mean field? Keys at the root:"
            + " field, name, seed, training",
        "~seed=4 | argument '~seed=4': seed is 1, not 4",
        "~field=x | argument '~field=x': the option of field is siren_small",
        "field=[a] | argument 'field=[a]': one option's name is needed, not [\"a\"]",
        "name=${fiel.width} | argument 'name=${fiel.width}': ${fiel.width} refers to a key that is"
            + " not there; did you mean ${field.width}?",
        "field.width | argument 'field.width': is no override: write key=value, group=option,"
            + " +key=value or ~key",
        "+experiment=cifar10 | argument '+experiment=cifar10': group experiment is listed already"
            + " (configs/config.conf:5): leave out the '+'",
        "++field=siren_large | argument '++field=siren_large': '++' is for keys: write"
            + " group=option, or +group=option",
      })
  void mistakenArgumentIsToldInOneLine(String argument, String message) {
    MiniApp app = MiniApp.usual(folder);
    assertThatThrownBy(() -> app.compose(argument))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void substitutionsInACircleAreTold() {
    MiniApp app = MiniApp.usual(folder);
    assertThatThrownBy(() -> app.compose("+x=${y}", "+y=${x}"))
        .isInstanceOf(ConfigException.WrongValue.class)
        .hasMessageEndingWith("refers, in the end, to itself");
  }

  @Test
  void sameGroupTwiceAmongTheArgumentsIsAMistake() {
    MiniApp app = MiniApp.usual(folder);
    assertThatThrownBy(() -> app.compose("field=siren_small", "field=siren_large"))
        .isInstanceOf(ConfigException.Composition.class)
        .hasMessage(
            "argument 'field=siren_large': field is chosen already by argument"
                + " 'field=siren_small'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "defaults = [{field = siren_smal}] | configs/config.conf:1: group field has no option"
            + " 'siren_smal'; did you mean 'siren_small'? There are: siren_large, siren_small",
        "defaults = [{feild = siren_small}] | configs/config.conf:1: there is no group 'feild'; did"
            + " you mean 'field'? There are: experiment, field, training",
        "defaults = [{field = siren_small}, {field = siren_large}] | configs/config.conf:1: group"
            + " field is listed twice, here and at configs/config.conf:1; to change an option write"
            + " {override /field = ..}",
        "defaults = [_self_, _self_] | configs/config.conf:1: _self_ is listed twice",
        "defaults = [{override /field = siren_small}, {field = siren_large}] |"
            + " configs/config.conf:1: the override entries of a defaults list come last",
        "defaults = [{override /field = siren_small}] | configs/config.conf:1: no field is listed"
            + " that could be overridden; to add it write {/field = siren_small}",
        "defaults = [{experiment = cifar10}, {field = siren_small}] |"
            + " configs/experiment/cifar10.conf:5: override of /field comes too late: list"
            + " experiment after field (configs/config.conf:1)",
        "defaults = [{field = \"???\"}] | configs/config.conf:1: an option of field has to be"
            + " chosen, as in field=<option>; there are: siren_large, siren_small",
        "defaults = 3 | configs/config.conf:1: defaults must be a list, as in [{field = siren},"
            + " _self_]",
        "defaults = [[1]] | configs/config.conf:1: an entry of defaults must be _self_, a file's"
            + " name, or {group = option}",
        "defaults = [confg] | configs/config.conf:1: there is no file 'confg'; did you mean"
            + " 'config'? There are: config",
        "defaults = [config] | configs/config.conf: defaults go in a circle: configs/config.conf"
            + " -> configs/config.conf",
        "defaults = [{overide /field = a}] | configs/config.conf:1: 'overide /field' must be group,"
            + " override /group or optional group",
        "defaults = [{field = ${x}}] | configs/config.conf:1: an option's name cannot be a"
            + " substitution",
        "a = ${b} | configs/config.conf:1: ${b} refers to a key that is not there",
      })
  void mistakenDefaultsAreToldWithFileAndLine(String text, String message) {
    MiniApp app = MiniApp.usual(folder).with("config.conf", text);
    assertThatThrownBy(app::compose).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void brokenSyntaxIsToldWithFileAndLine() {
    MiniApp app = MiniApp.usual(folder).with("field/siren_small.conf", "width = 3\nlayers = [1,\n");
    assertThatThrownBy(app::compose)
        .isInstanceOf(ConfigException.Syntax.class)
        .hasMessageMatching("configs/field/siren_small.conf:[23]: [^\\n]*");
  }

  @Test
  void includesAreRefused() {
    MiniApp app = MiniApp.usual(folder).with("field/siren_small.conf", "include file(\"/etc/x\")");
    assertThatThrownBy(app::compose)
        .isInstanceOf(ConfigException.Syntax.class)
        .hasMessageStartingWith("configs/field/siren_small.conf: include of '/etc/x'");
  }

  @Test
  void optionOutsideOfItsFolderIsUnknown() {
    MiniApp app = MiniApp.usual(folder);
    assertThatThrownBy(() -> app.compose("field=../training/adam"))
        .isInstanceOf(ConfigException.UnknownOption.class);
  }

  @Test
  void unreadableFilesAreTold() throws IOException {
    MiniApp app = MiniApp.usual(folder);
    Files.write(
        app.configs().resolve("field/siren_small.conf"), new byte[] {'a', '=', (byte) 0xff});
    assertThatThrownBy(app::compose)
        .isInstanceOf(ConfigException.Unreadable.class)
        .hasMessage("configs/field/siren_small.conf: is not text in UTF-8");
    Files.delete(app.configs().resolve("config.conf"));
    assertThatThrownBy(app::compose)
        .isInstanceOf(ConfigException.Unreadable.class)
        .hasMessage("configs: has no config.conf");
    assertThatThrownBy(() -> new ConfigComposer(folder.resolve("nowhere")))
        .isInstanceOf(ConfigException.Unreadable.class);
  }

  @Test
  void endlesslyNestedFileIsTold() {
    MiniApp app = MiniApp.usual(folder).with("config.conf", "a = " + "[".repeat(200_000));
    assertThatThrownBy(app::compose).isInstanceOf(ConfigException.Syntax.class);
  }

  @Test
  void keysMayBeAddedForcedAndDeleted() {
    ComposedConfig config =
        MiniApp.usual(folder)
            .compose("+a.b=1", "++a.c=2", "++seed=3", "~training.rate", "~training.steps=100");
    assertThat(config.value("a")).isEqualTo(Map.of("b", 1, "c", 2));
    assertThat(config.value("seed")).isEqualTo(3);
    assertThat(config.value("training")).isEqualTo(Map.of("batch", List.of(1, 2)));
    assertThat(config.overrides()).hasSize(5);
  }
}
