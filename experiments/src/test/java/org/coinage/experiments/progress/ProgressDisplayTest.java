package org.coinage.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.coinage.training.Position;
import org.coinage.training.TrainingEvent;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private final ProgressDisplay display =
      new ProgressDisplay(
          new LineScreen(new PrintStream(bytes, true, StandardCharsets.UTF_8), clock::get));

  @Test
  void plainModeShowsTheFirstStepTheLastAndOneInFiveSeconds() {
    start(0, 100, false);
    for (int step = 1; step <= 100; step++) {
      pass(Duration.ofMillis(200));
      done(step);
    }

    assertThat(lines())
        .hasSize(5)
        .first()
        .isEqualTo(
            "step 1 of 100 (1 %), 5.00 steps/s, 20 s left, meta loss 0.02500, psnr 16.02 dB");
    assertThat(lines())
        .extracting(line -> line.substring(0, 8))
        .containsExactly("step 1 o", "step 26 ", "step 51 ", "step 76 ", "step 100");
  }

  @Test
  void rateOfAResumedRunIsThatOfTheStepsTakenSince() {
    start(9_000, 19_001, true);
    pass(Duration.ofSeconds(2));
    done(9_001);

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith("step 9001 of 19001 (47 %), 0.500 steps/s, 5 h 33 min left");
  }

  @Test
  void rollbackIsSaidAtOnce() {
    start(0, 100, false);
    display.accept(new TrainingEvent.RolledBack(new Position(0, 13, 0), "loss is NaN", 10, 0.5));

    assertThat(lines())
        .containsExactly("step 13: loss is NaN; going on from step 10, learning rate times 0.5");
  }

  private void start(long step, long total, boolean resumed) {
    display.accept(
        new TrainingEvent.RunStarted(new Position(0, step, 0), List.of("meta"), total, resumed));
  }

  private void done(long step) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.025);
    metrics.put("psnr", 16.02);
    metrics.put("gradient_norm", 1.0);
    display.accept(new TrainingEvent.StepDone(new Position(0, step, 0), "meta", metrics, 0.2));
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
