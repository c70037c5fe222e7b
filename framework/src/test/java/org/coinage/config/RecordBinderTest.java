package org.coinage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBinderTest {

  enum Init {
    SIREN_FIRST,
    ZERO
  }

  record Field(int innerWidth, double w0Initial, Init init) {
    Field {
      if (innerWidth < 1 || innerWidth > 4096) {
        throw new IllegalArgumentException("innerWidth = " + innerWidth + " must be in [1, 4096]");
      }
      if (w0Initial > innerWidth) {
        throw new IllegalArgumentException("a frequency above the width cannot be learned");
      }
    }
  }

  sealed interface Schedule {
    record Constant() implements Schedule {}

    record CosineDecay(long warmUp, Optional<Double> floor) implements Schedule {}
  }

  record Training(
      long steps,
      boolean augment,
      List<Integer> batch,
      Map<String, Double> weights,
      Schedule schedule,
      Optional<String> note,
      Path data,
      List<Schedule> later) {}

  record Settings(Field field, Training training, String name) {}

  private static final String FIELD = "inner_width = 64\nw0_initial = 30\ninit = siren-first\n";

  private static final String TRAINING =
      """
      steps = 1e6
      augment = true
      batch = [1, 2]
      weights = { b = 0.5, "a.x" = 1 }
      schedule = { kind = cosine-decay, warm_up = 10 }
      data = some/where
      later = [{ kind = constant }, { kind = cosine-decay, warm_up = 1, floor = 0.1 }]
      """;

  @TempDir Path folder;

  private MiniApp app() {
    return new MiniApp(folder.resolve("configs"))
        .with("config.conf", "defaults = [{field = base}, {training = base}]\nname = x")
        .with("field/base.conf", FIELD)
        .with("training/base.conf", TRAINING);
  }

  @Test
  void everyTypeIsBound() {
    Settings settings = app().compose().bind(Settings.class);
    assertThat(settings)
        .isEqualTo(
            new Settings(
                new Field(64, 30, Init.SIREN_FIRST),
                new Training(
                    1_000_000,
                    true,
                    List.of(1, 2),
                    Map.of("a.x", 1.0, "b", 0.5),
                    new Schedule.CosineDecay(10, Optional.empty()),
                    Optional.empty(),
                    Path.of("some/where"),
                    List.of(
                        new Schedule.Constant(), new Schedule.CosineDecay(1, Optional.of(0.1)))),
                "x"));
  }

  @Test
  void sectionIsBoundAlone() {
    assertThat(app().compose("field.init=zero").bind("field", Field.class).init())
        .isEqualTo(Init.ZERO);
    assertThat(app().compose().bind("training.schedule", Schedule.class))
        .isInstanceOf(Schedule.CosineDecay.class);
  }

  @Test
  void optionalMayBeNull() {
    assertThat(app().compose("+training.note=null").bind("training", Training.class).note())
        .isEmpty();
    assertThat(app().compose("+training.note=hi").bind("training", Training.class).note())
        .hasValue("hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "field.inner_width=0 | field.inner_width = 0 must be in [1, 4096]",
        "field.inner_width=1.5 | field.inner_width = 1.5 must be a whole number in [-2147483648,"
            + " 2147483647]",
        "field.inner_width=3000000000 | field.inner_width = 3000000000 must be a whole number in"
            + " [-2147483648, 2147483647]",
        "field.inner_width='64' | field.inner_width = \"64\" must be a whole number in"
            + " [-2147483648, 2147483647]",
        "field.w0_initial=nan | field.w0_initial = \"nan\" must be a finite number",
        "field.w0_initial=null | field.w0_initial = null must be a finite number",
        "field.init=siren-fist | field.init = siren-fist is not known; did you mean 'siren-first'?"
            + " There are: siren-first, zero",
        "field.init=3 | field.init = 3 must be one of siren-first, zero",
        "training.steps=1e300 | training.steps = 1.0E300 must be a whole number",
        "training.augment=yes | training.augment = \"yes\" must be true or false",
        "training.batch=3 | training.batch = 3 must be a list [ .. ]",
        "training.batch=[1,x] | training.batch[1] = \"x\" must be a whole number in [-2147483648,"
            + " 2147483647]",
        "training.weights=3 | training.weights = 3 must be a section { .. }",
        "+training.weights.c=x | training.weights.c = \"x\" must be a finite number",
        "training.schedule=3 | training.schedule = 3 must be a section { .. }",
        "training.schedule.kind=cosine | training.schedule.kind = cosine is not known; there are:"
            + " constant, cosine-decay",
        "training.schedule.kind=3 | training.schedule.kind = 3 must be one of constant,"
            + " cosine-decay",
        "name=3 | name = 3 must be a string (in quotes if it looks like a number)",
        "+field.innerWidth=3 | there is no setting field.innerWidth; did you mean 'inner_width'?"
            + " There are: init, inner_width, w0_initial",
        "+training.schedule.warmup=3 | there is no setting training.schedule.warmup; did you mean"
            + " 'warm_up'? There are: floor, kind, warm_up",
      })
  void mistakenValueIsToldWithItsOrigin(String argument, String problem) {
    ComposedConfig config = app().compose(argument);
    assertThatThrownBy(() -> config.bind(Settings.class))
        .isInstanceOf(ConfigException.class)
        .hasMessage("argument '" + argument + "': " + problem);
  }

  @Test
  void refusedValueIsToldWithFileAndLine() {
    MiniApp app = app().with("field/base.conf", "\n\n" + FIELD.replace("64", "-3"));
    assertThatThrownBy(() -> app.compose().bind(Settings.class))
        .isInstanceOf(ConfigException.WrongValue.class)
        .hasMessage("configs/field/base.conf:3: field.inner_width = -3 must be in [1, 4096]");
  }

  @Test
  void refusalOfSeveralValuesIsToldWithTheSection() {
    MiniApp app = app().with("field/base.conf", FIELD.replace("64", "2"));
    assertThatThrownBy(() -> app.compose().bind(Settings.class))
        .isInstanceOf(ConfigException.WrongValue.class)
        .hasMessageMatching(
            "configs/field/base.conf:\\d: field: a frequency above the width cannot be learned");
  }

  @Test
  void missingKeyIsToldWithTheFileWhereItBelongs() {
    assertThatThrownBy(() -> app().compose("~field.w0_initial").bind(Settings.class))
        .isInstanceOf(ConfigException.MissingKey.class)
        .hasMessage(
            "configs/field/base.conf: field.w0_initial is missing: it must be a finite number");
    assertThatThrownBy(() -> app().compose("~name").bind(Settings.class))
        .isInstanceOf(ConfigException.MissingKey.class)
        .hasMessageStartingWith("configs/config.conf: name is missing");
    assertThatThrownBy(() -> app().compose("~training.schedule.kind").bind(Settings.class))
        .isInstanceOf(ConfigException.MissingKey.class)
        .hasMessage(
            "configs/training/base.conf: training.schedule.kind is missing: it must be one of"
                + " constant, cosine-decay");
    assertThatThrownBy(() -> app().compose("~field").bind(Settings.class))
        .isInstanceOf(ConfigException.MissingKey.class)
        .hasMessage("configs/config.conf: field is missing: it must be a section { .. }");
  }

  @Test
  void strayKeyOfAFileIsToldWithItsLine() {
    MiniApp app = app().with("field/base.conf", FIELD + "depth = 3");
    assertThatThrownBy(() -> app.compose().bind(Settings.class))
        .isInstanceOf(ConfigException.UnknownKey.class)
        .hasMessage(
            "configs/field/base.conf:4: there is no setting field.depth; there are: init,"
                + " inner_width, w0_initial");
  }

  @Test
  void typesThatCannotBeBoundAreAMistakeOfTheProgram() {
    record Odd(StringBuilder name) {}
    assertThatThrownBy(() -> app().compose("~field", "~training").bind(Odd.class))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> app().compose().bind("field", Runnable.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "innerSteps, inner_steps",
    "w0Initial, w0_initial",
    "useL2Norm, use_l2_norm",
    "lr, lr",
    "kbPSNR, kb_psnr",
    "JPEGQuality, jpeg_quality"
  })
  void camelCaseBecomesSnakeCase(String name, String key) {
    assertThat(Spelling.key(name)).isEqualTo(key);
  }
}
