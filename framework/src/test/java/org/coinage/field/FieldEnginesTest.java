package org.coinage.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldEnginesTest {

  @Test
  void referenceEngineIsFoundByItsName() {
    try (FieldEngine engine = FieldEngines.named("reference", Precision.DOUBLE)) {
      assertThat(engine.name()).isEqualTo("reference");
      assertThat(engine.precision()).isEqualTo(Precision.DOUBLE);
    }
  }

  @Test
  void autoIsTheFirstEngineThatRunsHere() {
    List<FieldEngineProvider> providers = FieldEngines.providers();
    String best =
        providers.stream()
            .filter(provider -> provider.unavailable().isEmpty())
            .findFirst()
            .orElseThrow()
            .name();
    try (FieldEngine engine = FieldEngines.named("auto", Precision.FLOAT)) {
      assertThat(engine.name()).isEqualTo(best);
    }
    assertThat(providers)
        .isSortedAccordingTo((a, b) -> Integer.compare(b.priority(), a.priority()));
  }

  @Test
  void binary64GoesToAnEngineThatComputesInIt() {
    try (FieldEngine engine = FieldEngines.best(Precision.DOUBLE)) {
      assertThat(engine.precision()).isEqualTo(Precision.DOUBLE);
    }
  }

  @Test
  void anEngineAskedForByNameIsNoSecondChoice() {
    assertThat(FieldEngines.passedOver("reference", Precision.FLOAT)).isEmpty();
    assertThat(FieldEngines.passedOver("auto", Precision.FLOAT))
        .allMatch(line -> line.contains("is not used: "));
  }

  @Test
  void unknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> FieldEngines.named("referense", Precision.FLOAT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("referense")
        .hasMessageContaining("auto, ")
        .hasMessageContaining("reference");
  }
}
