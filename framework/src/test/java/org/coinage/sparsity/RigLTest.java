package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RigLTest extends SparsityMethodContract {

  private static final RigL.Settings SETTINGS = new RigL.Settings(0.8, 0.3, 10, 0.75, 4);

  @Override
  SparsityMethod method() {
    return new RigL(SETTINGS, new ErdosRenyiAllocation(), false);
  }

  @Override
  long keptAfter(OuterClock clock) {
    return (64 - 51) + (80 - 64);
  }

  @Test
  void countsPerTensorNeverChangeButTheMaskDoes() {
    Masks first = method().support(begun());
    List<SparseState> course = course();
    for (SparseState state : course) {
      Masks masks = method().support(state);
      assertThat(masks.kept("hidden.weight")).isEqualTo(first.kept("hidden.weight"));
    }
    Masks last = method().support(course.get(STEPS - 1));
    assertThat(last.of("hidden.weight")).isNotEqualTo(first.of("hidden.weight"));
    for (int t = 90; t < STEPS; t++) {
      assertThat(method().support(course.get(t))).isEqualTo(last);
    }
  }

  @Test
  void theOptimizerRestsOnUpdatesAndOnThemAlone() {
    for (int t = 0; t < STEPS; t++) {
      assertThat(method().updatesWeights(ToyNetwork.clock(t, STEPS)))
          .isEqualTo(t == 0 || t % 10 != 0 || t >= 90);
    }
  }

  @Test
  void weightsGrownAnewStartAtZeroWithZeroSlots() {
    List<SparseState> course = course();
    double[] before = method().support(course.get(9)).of("map.weight");
    SparseState updated = course.get(10);
    double[] after = method().support(updated).of("map.weight");
    int grown = 0;
    for (int i = 0; i < after.length; i++) {
      if (after[i] > before[i]) {
        grown++;
        assertThat(updated.value("map.weight")[i]).isZero();
        assertThat(updated.slots().get("map.weight")[0][i]).isZero();
        assertThat(updated.slots().get("map.weight")[1][i]).isZero();
      }
    }
    assertThat(grown).isPositive();
  }

  @Test
  void numbersThatMoveAreThoseOfTheReference() throws IOException {
    for (JsonNode row : Oracles.read("oracles.json", "rigl_counts")) {
      var settings = new RigL.Settings(0.9, row.path("alpha").asDouble(), 100, 1, 4);
      assertThat(
              settings.moved(
                  row.path("n_ones").asInt(), row.path("t").asLong(), row.path("T").asLong()))
          .as(row.toString())
          .isEqualTo(row.path("n_prune").asInt());
    }
  }

  @Test
  void updatesAreThoseOfTheReference() throws IOException {
    for (String name : List.of("rigl_step_0.34", "rigl_step_0.5")) {
      JsonNode oracle = Oracles.read("oracles.json", name);
      double[] mask = Oracles.numbers(oracle.path("m"));
      double[] weights = Oracles.numbers(oracle.path("w"));
      int moved = (int) (Arrays.stream(mask).sum() * oracle.path("frac").asDouble());
      double[] next = RigL.dropAndGrow(weights, mask, Oracles.numbers(oracle.path("g")), moved);
      assertThat(next).isEqualTo(Oracles.numbers(oracle.path("new_mask")));
      assertThat(Masks.of(Map.of("w", next)).masked("w", weights))
          .isEqualTo(Oracles.numbers(oracle.path("effective_w")));
    }
  }
}
