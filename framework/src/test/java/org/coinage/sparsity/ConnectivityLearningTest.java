package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectivityLearningTest extends SparsityMethodContract {

  @Override
  SparsityMethod method() {
    return connectivity(0.8);
  }

  private static ConnectivityLearning connectivity(double price) {
    return new ConnectivityLearning(
        new ConnectivityLearning.Settings(
            price, 0.02, 0.2, ConnectivityLearning.Normalisation.RMS, 0.75, 10));
  }

  @Override
  long keptAfter(OuterClock clock) {
    return -1;
  }

  @Override
  boolean zeroesLatentValues() {
    return false;
  }

  @Test
  void maskVariablesGetTheDenseGradientStraightThrough() {
    SparseState state = course().get(60);
    double[] latent = state.value("hidden.weight");
    double[] gradient = ToyNetwork.gradient("hidden.weight", latent, 0);
    double[] pulled =
        method()
            .transform(state, ToyNetwork.clock(61, STEPS))
            .pullback("hidden.weight", latent, gradient)
            .auxiliary();
    for (int i = 0; i < pulled.length; i++) {
      assertThat(pulled[i]).isEqualTo(gradient[i] * latent[i]);
    }
  }

  @Test
  void prunedWeightsKeepTheValueTheyHad() {
    List<SparseState> course = course();
    int pruned = 0;
    for (int t = 1; t < STEPS; t++) {
      double[] mask = method().support(course.get(t - 1)).of("map.weight");
      double[] before = course.get(t - 1).value("map.weight");
      double[] after = course.get(t).value("map.weight");
      for (int i = 0; i < mask.length; i++) {
        if (mask[i] == 0) {
          pruned++;
          assertThat(after[i]).isEqualTo(before[i]);
          assertThat(course.get(t).slots().get("map.weight")[0][i]).isZero();
        }
      }
    }
    assertThat(pruned).isPositive();
  }

  @Test
  void masksAreFrozenAtThreeQuarters() {
    List<SparseState> course = course();
    Masks frozen = method().support(course.get(89));
    for (int t = 90; t < STEPS; t++) {
      assertThat(method().support(course.get(t))).isEqualTo(frozen);
    }
  }

  @Test
  void densityFallsWithThePrice() {
    List<Long> kept = new ArrayList<>();
    for (double price : new double[] {0, 0.5, 3}) {
      ConnectivityLearning method = connectivity(price);
      SparseState state = method.begin(ToyNetwork.fresh(1), ToyNetwork.clock(0, STEPS));
      for (int t = 0; t < STEPS; t++) {
        state = ToyNetwork.step(method, state, ToyNetwork.clock(t, STEPS));
      }
      kept.add(method.support(state).kept());
    }
    assertThat(kept.get(0)).isGreaterThan(kept.get(1));
    assertThat(kept.get(1)).isGreaterThan(kept.get(2));
  }

  @Test
  void rowsAreNormalisedAsInTheReference() throws IOException {
    JsonNode oracle = Oracles.read("oracles2.json", "scl_norm");
    double[] gradient = {3, 4, 0.003, 0.004};
    NamedTensor tensor = new NamedTensor("w", 2, 2, NamedTensor.Role.WEIGHT, 0, true);
    Map.of(
            "rowL2", ConnectivityLearning.Normalisation.L2,
            "rowRMS", ConnectivityLearning.Normalisation.RMS)
        .forEach(
            (key, by) -> {
              double[] rows = ConnectivityLearning.normalised(gradient, tensor, by);
              double[] expected = Oracles.numbers(oracle.path(key).path(0));
              assertThat(rows)
                  .containsExactly(
                      new double[] {expected[0], expected[1], expected[0], expected[1]},
                      within(1e-9));
            });
  }

  /**
   * A single weight and target of 1, normalised by nothing: its variable chatters around zero, on
   * for the share {@code (1 - lambda) } of the time, which is why masks are not frozen as they
   * happen to stand.
   */
  @Test
  void shareOfTheTimeThatAConnectionIsOnIsThatOfTheReference() throws IOException {
    NamedTensor tensor = new NamedTensor("w", 1, 1, NamedTensor.Role.WEIGHT, 0, true);
    double[] w = {1};
    for (JsonNode row : Oracles.read("oracles.json", "scl")) {
      // A freeze far beyond what is run keeps the rate as good as constant.
      ConnectivityLearning method =
          new ConnectivityLearning(
              new ConnectivityLearning.Settings(
                  row.path("lam").asDouble(),
                  1e-2,
                  0.05,
                  ConnectivityLearning.Normalisation.NONE,
                  1,
                  10));
      SparseState state =
          method.begin(
              SparseState.of(List.of(tensor), Map.of("w", w)), ToyNetwork.clock(0, 1L << 40));
      int on = 0;
      int steps = 20_000;
      for (int t = 0; t < steps; t++) {
        OuterClock clock = ToyNetwork.clock(t, 1L << 40);
        WeightTransform transform = method.transform(state, clock);
        double[] effective = transform.effective("w", w);
        on += effective[0] > 0 ? 1 : 0;
        double[] gradient = {effective[0] - 1};
        double[] pulled = transform.pullback("w", w, gradient).auxiliary();
        state =
            method.after(
                state,
                state,
                new OuterGradients(Map.of("w", gradient), Map.of("w", pulled)),
                clock);
      }
      assertThat(on / (double) steps).isCloseTo(row.path("theory").asDouble(), within(0.01));
    }
  }
}
