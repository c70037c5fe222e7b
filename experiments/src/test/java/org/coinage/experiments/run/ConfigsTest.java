package org.coinage.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coinage.config.ComposedConfig;
import org.coinage.config.ConfigComposer;
import org.coinage.config.ConfigException;
import org.coinage.modulation.ModulationSpaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under {@code configs} composes and binds to valid settings. */
class ConfigsTest {

  private static final Path CONFIGS =
      Path.of(System.getProperty("coinage.root", "..")).resolve("configs");

  /** What an option asks for in another group, where the default would be refused. */
  private static final Map<String, String> NEEDS = Map.of("meta=mscn", "quantization=post_hoc");

  static Stream<List<String>> everyOption() {
    ConfigComposer composer = new ConfigComposer(CONFIGS);
    List<List<String>> choices = new ArrayList<>();
    choices.add(List.of());
    for (String group : composer.folder().groups()) {
      for (String option : composer.folder().options(group)) {
        String choice = group + "=" + option;
        choices.add(
            NEEDS.containsKey(choice) ? List.of(choice, NEEDS.get(choice)) : List.of(choice));
      }
    }
    return choices.stream();
  }

  @ParameterizedTest
  @MethodSource("everyOption")
  void everyOptionOfEveryGroupComposesAndBinds(List<String> choice) {
    ComposedConfig config = new ConfigComposer(CONFIGS).compose(choice);
    ExperimentSettings settings = config.bind(ExperimentSettings.class);
    assertThat(ModulationSpaces.create(settings.field().architecture(2, 3), settings.modulation()))
        .isNotNull();
  }

  @Test
  void gatesInTheInnerLoopAreNotRetrainedAndTheErrorSaysWhatToTake() {
    ComposedConfig config = new ConfigComposer(CONFIGS).compose(List.of("meta=mscn"));
    assertThatThrownBy(() -> config.bind(ExperimentSettings.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("take quantization=post_hoc");
  }

  @ParameterizedTest
  @MethodSource("everyOption")
  void everyOptionSaysInItsFirstLineWhatItIsFor(List<String> choice) {
    ConfigComposer composer = new ConfigComposer(CONFIGS);
    for (String argument : choice) {
      String[] parts = argument.split("=", -1);
      assertThat(composer.folder().describe(parts[0]).get(parts[1])).as(argument).isNotBlank();
    }
  }
}
