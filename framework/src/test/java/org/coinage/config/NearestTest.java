package org.coinage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3", // The example of most texts on Levenshtein's distance
    "steps, stesp, 1", // One swap
    "'', abc, 3",
    "abc, abc, 0",
    "Seed, seed, 0"
  })
  void editsAreCounted(String a, String b, int edits) {
    assertThat(Nearest.edits(a, b)).isEqualTo(edits);
    assertThat(Nearest.edits(b, a)).isEqualTo(edits);
  }

  @Test
  void onlyWhatIsNearIsOffered() {
    List<String> known = List.of("training", "quantization", "seed");
    assertThat(Nearest.to("trainng", known)).hasValue("training");
    assertThat(Nearest.to("sede", known)).hasValue("seed");
    assertThat(Nearest.to("codec", known)).isEmpty();
    assertThat(Nearest.to("x", List.of("y"))).isEmpty();
  }

  @Test
  void tiesGoToTheFirstInTheAlphabet() {
    assertThat(Nearest.to("lat", List.of("rat", "cat", "bat"))).hasValue("bat");
  }

  @Test
  void hintNamesWhatThereIs() {
    assertThat(Nearest.hint("steqs", List.of("steps", "batch")))
        .isEqualTo("; did you mean 'steps'? There are: batch, steps");
    assertThat(Nearest.hint("zzz", List.of("steps", "batch")))
        .isEqualTo("; there are: batch, steps");
    assertThat(Nearest.hint("zzz", List.of())).isEqualTo("; there are none");
  }
}
