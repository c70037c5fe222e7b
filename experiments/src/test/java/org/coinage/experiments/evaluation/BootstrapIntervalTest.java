package org.coinage.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {

  private static RandomGenerator random(long seed) {
    return SeedTree.root(seed).generator();
  }

  /** Curves of signals whose rate differs by a factor each, and whose quality is its logarithm. */
  private static List<List<SignalShare>> curve(int signals, double factor, double spread) {
    List<List<SignalShare>> points = new ArrayList<>();
    for (int rate = 1; rate <= 5; rate++) {
      RandomGenerator noise = random(7);
      List<SignalShare> shares = new ArrayList<>();
      for (int i = 0; i < signals; i++) {
        double own = Math.exp(spread * noise.nextGaussian());
        shares.add(new SignalShare(100 * factor * own * Math.pow(2, rate), 1000, 20 + 6 * rate));
      }
      points.add(shares);
    }
    return points;
  }

  @Test
  void theSameFactorForEverySignalLeavesNoDoubt() {
    BootstrapInterval found =
        BootstrapInterval.of(curve(50, 1, 0.5), curve(50, 0.7, 0.5), random(1)).orElseThrow();
    assertThat(found.low()).isCloseTo(-30, within(1e-6));
    assertThat(found.high()).isCloseTo(-30, within(1e-6));
  }

  @Test
  void theIntervalHoldsTheDeltaAndNarrowsWithMoreSignals() {
    double few = width(20);
    double many = width(2000);
    assertThat(many).isLessThan(few / 4);
  }

  private static double width(int signals) {
    BootstrapInterval found =
        BootstrapInterval.of(curve(signals, 1, 0), curve(signals, 0.7, 0.4), random(2))
            .orElseThrow();
    assertThat(found.low()).isLessThan(found.high());
    return found.high() - found.low();
  }

  @Test
  void curvesThatShareNoQualityHaveNone() {
    List<List<SignalShare>> far = new ArrayList<>();
    curve(10, 1, 0)
        .forEach(
            shares ->
                far.add(
                    shares.stream()
                        .map(s -> new SignalShare(s.bits(), s.points(), s.psnr() + 100))
                        .toList()));
    assertThat(BootstrapInterval.of(curve(10, 1, 0), far, random(3))).isEmpty();
  }
}
