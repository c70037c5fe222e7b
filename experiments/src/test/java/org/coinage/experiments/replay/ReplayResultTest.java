package org.coinage.experiments.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.coinage.experiments.provenance.Provenance;
import org.junit.jupiter.api.Test;

class ReplayResultTest {

  @Test
  void lossesBeyondTheFirstThirtyAreNotBounded() {
    assertThat(result(31, 0.1).holds()).isTrue();
    assertThat(result(30, 0.1).holds()).isFalse();
    assertThat(result(31, 0.3).holds()).isFalse();
  }

  @Test
  void replayWithoutAnyValidationDoesNotHold() {
    ReplayResult result =
        new ReplayResult(
            new Replay.Outcome(List.of(new Replay.StepComparison(1, 0.5, 0.5)), List.of()),
            "auto",
            1,
            Provenance.of(Optional.empty()));
    assertThat(result.holds()).isFalse();
  }

  @Test
  void jsonHasTheFirstLossesTheCurveAndItsOrigin() throws IOException {
    JsonNode json = new ObjectMapper().readTree(result(31, 0.1).toJson());
    assertThat(json.get("reproduced").asBoolean()).isTrue();
    assertThat(json.get("first_steps")).hasSize(30);
    assertThat(json.at("/curve/0/difference_db").asDouble()).isEqualTo(0.1);
    assertThat(json.at("/provenance/JDK").asText()).contains(Runtime.version().toString());
  }

  /** 40 steps, of which one is 1 % off, and one validation. */
  private static ReplayResult result(long oddStep, double decibels) {
    return new ReplayResult(
        new Replay.Outcome(
            LongStream.rangeClosed(1, 40)
                .mapToObj(
                    step -> new Replay.StepComparison(step, step == oddStep ? 1.01 : 1.0, 1.0))
                .toList(),
            List.of(new Replay.CurveComparison(0, 20, 20, decibels, 0))),
        "auto",
        0.5,
        Provenance.of(Optional.empty()));
  }
}
