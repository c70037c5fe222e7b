package org.coinage.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkDisplayTest {

  private final List<String> lines = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final WorkDisplay display = new WorkDisplay(lines::add, clock::get);

  @Test
  void showsALineAtMostEveryFiveSeconds() {
    display.begin("striking");
    for (int piece = 0; piece < 100; piece++) {
      clock.addAndGet(Duration.ofMillis(120).toNanos());
      display.pieceDone();
    }

    assertThat(lines).containsExactly("striking: 42 done in 5 s", "striking: 84 done in 10 s");
  }

  @Test
  void shortWorkIsNotSpokenOf() {
    for (String work : List.of("jpeg", "pca")) {
      display.begin(work);
      clock.addAndGet(Duration.ofSeconds(4).toNanos());
      display.pieceDone();
    }

    assertThat(lines).isEmpty();
  }
}
