package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DualAscentTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void multipliersAreThoseOfTheReference(boolean restart) throws IOException {
    JsonNode oracle = Oracles.read("oracles.json", "dual");
    double[] expected = Oracles.numbers(oracle.path(restart ? "restart" : "plain"));
    DualAscent ascent = new DualAscent(oracle.path("eta").asDouble(), 1, 0, 0, restart);
    double[] state = DualAscent.start();
    int t = 0;
    for (double violation : Oracles.numbers(oracle.path("g"))) {
      state = ascent.next(state, violation);
      assertThat(DualAscent.multiplier(state)).isCloseTo(expected[t++], within(1e-12));
    }
  }

  /** min |x - (.9, .8, .4)|^2 / 2 with a mean of at most 1/2. */
  @Test
  void descentAndAscentMeetAtTheSolutionOfTheReference() throws IOException {
    for (boolean restart : new boolean[] {false, true}) {
      JsonNode solution =
          Oracles.read("oracles2.json", "kkt")
              .path("restart=" + (restart ? "True" : "False") + ",alt=False");
      double[] aim = {0.9, 0.8, 0.4};
      double[] x = new double[3];
      double[] dual = DualAscent.start();
      DualAscent ascent = new DualAscent(0.05, 1, 0, 0, restart);
      for (int t = 0; t < 4000; t++) {
        double violation = (x[0] + x[1] + x[2]) / 3 - 0.5;
        for (int i = 0; i < 3; i++) {
          x[i] -= 0.1 * (x[i] - aim[i] + DualAscent.multiplier(dual) / 3);
        }
        dual = ascent.next(dual, violation);
      }
      assertThat(x).containsExactly(Oracles.numbers(solution.path("x")), within(1e-6));
      assertThat(DualAscent.multiplier(dual))
          .isCloseTo(solution.path("lam").asDouble(), within(1e-6));
    }
  }

  /** The change of the violation damps the multiplier while it still rises. */
  @Test
  void theControllerOvershootsLessThanAscent() {
    assertThat(overshoot(DualAscent.controlled(0.2, 5, 0)))
        .isLessThan(0.5 * overshoot(new DualAscent(0.2, 1, 0, 0, false)));
  }

  /** By hand: smoothed violations 1, 0.75, 0.275, of which the changes count twice. */
  @Test
  void theControllerSmoothsTheViolationAndAddsItsChange() {
    DualAscent controller = DualAscent.controlled(0.1, 2, 0.5);
    double[] state = controller.next(DualAscent.start(), 1);
    assertThat(DualAscent.multiplier(state)).isCloseTo(0.1, within(1e-15));
    state = controller.next(state, 0.8);
    assertThat(DualAscent.multiplier(state)).isCloseTo(0.1 + 0.08 - 0.02, within(1e-15));
    state = controller.next(state, -0.2);
    assertThat(DualAscent.multiplier(state)).isCloseTo(0.16 - 0.02 - 0.11, within(1e-15));
    assertThat(DualAscent.multiplier(controller.next(state, -1))).isZero();
  }

  private static double overshoot(DualAscent ascent) {
    double x = 1;
    double lowest = 1;
    double[] dual = DualAscent.start();
    for (int t = 0; t < 500; t++) {
      double violation = x - 0.5;
      x -= 0.05 * (x - 1 + DualAscent.multiplier(dual));
      dual = ascent.next(dual, violation);
      lowest = Math.min(lowest, x);
    }
    assertThat(x).isCloseTo(0.5, within(1e-2));
    return 0.5 - lowest;
  }
}
