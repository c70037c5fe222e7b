package org.coinage.experiments.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.junit.jupiter.api.Test;

class ReplayTest {

  /** The bound is the design's; the recording is a PyTorch run of a public COIN++ code. */
  @Test
  void theFirstThirtyStepsFollowTheRecordingToOnePerMille() throws IOException {
    Path folder = Path.of(System.getProperty("coinage.shared", "../../shared")).resolve("replay");
    assumeTrue(
        Files.exists(folder),
        () -> folder + " is absent; point -Dcoinage.shared=DIR at the reference data to run this");
    try (FieldEngine engine = FieldEngines.named("reference", Precision.FLOAT);
        OrderedMap threads = OrderedMap.onAllProcessors()) {
      Replay.Outcome outcome =
          new Replay(new RecordedRun(folder), engine, threads).run(30, step -> {});
      assertThat(outcome.steps())
          .hasSize(30)
          .allSatisfy(step -> assertThat(step.relativeDifference()).isLessThan(1e-3));
      assertThat(outcome.curve()).hasSize(1);
      assertThat(outcome.curve().get(0).difference()).isLessThan(0.01);
    }
  }
}
