package org.coinage.experiments.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

  @Test
  void namesSettingsAndDataInReadingOrder() {
    Provenance provenance =
        Provenance.of(Optional.empty())
            .withSeed(7)
            .withConfigHash("abc")
            .withData("train", "t")
            .withData("test", "u");
    assertThat(provenance.toMap().keySet())
        .containsExactly(
            "coinage",
            "git id",
            "config hash",
            "seed",
            "data test",
            "data train",
            "JDK",
            "ND4J",
            "OS",
            "cores",
            "date");
    assertThat(provenance.toJson().get("seed").asText()).isEqualTo("7");
  }

  @Test
  void sourcesOutsideGitAreNamedUnknown() {
    assertThat(Provenance.of(Optional.of(Path.of("no such folder"))).gitId())
        .isEqualTo(Provenance.UNKNOWN);
  }

  @Test
  void buildFillsInItsVersions() {
    assertThat(BuildInfo.current().version()).matches("[0-9]+\\.[0-9]+\\..*");
    assertThat(BuildInfo.current().nd4jVersion()).startsWith("1.0.0");
    assertThat(BuildInfo.current().commit()).isEmpty();
  }
}
