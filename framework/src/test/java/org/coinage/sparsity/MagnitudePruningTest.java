package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MagnitudePruningTest extends SparsityMethodContract {

  private static final MagnitudePruning.Settings SETTINGS =
      new MagnitudePruning.Settings(0.9, 3, 0.25, RetrainingSchedule.ALLR);

  @Override
  SparsityMethod method() {
    return new MagnitudePruning(
        SETTINGS,
        MagnitudeScorer.NORMALISED,
        new GlobalSelector(),
        LearningRateHistory.constant(400));
  }

  @Override
  long keptAfter(OuterClock clock) {
    if (clock.step() < 30) {
      return 144;
    }
    long round = clock.step() / 30;
    double left = Math.pow(0.1, round / 3.0);
    return clock.step() < 90 ? 144 - (long) Math.floor((1 - left) * 144) : 144 - 129;
  }

  @Test
  void whatIsPrunedStaysPruned() {
    double[] before = method().support(begun()).of("map.weight");
    for (SparseState state : course()) {
      double[] mask = method().support(state).of("map.weight");
      for (int i = 0; i < mask.length; i++) {
        assertThat(mask[i]).isLessThanOrEqualTo(before[i]);
      }
      before = mask;
    }
  }

  @Test
  void everyRoundPrunesTheShareOfTheReferenceTable() throws IOException {
    JsonNode table = Oracles.read("oracles.json", "imp").path("per_round");
    table
        .properties()
        .forEach(
            row -> {
              String[] key = row.getKey().split("[=,]", -1);
              var settings =
                  new MagnitudePruning.Settings(
                      Double.parseDouble(key[1]),
                      Integer.parseInt(key[3]),
                      0,
                      RetrainingSchedule.FT);
              assertThat(settings.perRound()).isCloseTo(row.getValue().asDouble(), within(1e-12));
              assertThat(settings.after(Integer.parseInt(key[3])))
                  .isEqualTo(Double.parseDouble(key[1]));
            });
  }

  /** A fifth of what is left in every round, as Meta-SparseINR. */
  @Test
  void roundsOfMetaSparseInrAreRoundsAtTheirTotalSparsity() throws IOException {
    double[] sparsity = Oracles.numbers(Oracles.read("oracles.json", "imp").path("metasparse20"));
    var settings =
        new MagnitudePruning.Settings(
            sparsity[sparsity.length - 1], sparsity.length, 0, RetrainingSchedule.FT);
    for (int round = 1; round <= sparsity.length; round++) {
      assertThat(settings.after(round)).isCloseTo(sparsity[round - 1], within(1e-12));
    }
  }

  @Test
  void adaptiveRateIsThatOfTheReference() throws IOException {
    JsonNode oracle = Oracles.read("oracles.json", "allr");
    double[] w = Oracles.numbers(oracle.path("w"));
    NamedTensor tensor = new NamedTensor("w", 1, w.length, NamedTensor.Role.WEIGHT, 0, true);
    for (int steps : new int[] {10, 50}) {
      var method =
          new MagnitudePruning(
              new MagnitudePruning.Settings(0.4, 1, 0, RetrainingSchedule.ALLR),
              MagnitudeScorer.RAW,
              new GlobalSelector(),
              LearningRateHistory.constant(100));
      // A round begins with a warm-up; what follows it starts at the full rate.
      OuterClock first = ToyNetwork.clock(0, steps);
      SparseState pruned =
          method.before(
              method.begin(SparseState.of(List.of(tensor), Map.of("w", w)), first), first);
      assertThat(pruned.value("w")).containsExactly(3, -2, 1, 0, 0);
      double rate =
          method.learningRateFactor(pruned, ToyNetwork.clock(steps / 10, steps)).orElseThrow();
      assertThat(0.1 * rate)
          .isCloseTo(oracle.path("lr_" + steps + "of100").asDouble(), within(1e-12));
    }
  }

  @Test
  void damageOfUniformWeightsIsTheShareThatIsPruned() throws IOException {
    for (String share : List.of("0.2", "0.5", "0.9")) {
      JsonNode row = Oracles.read("oracles3.json", "uniform_norm_drop").path(share);
      double damage =
          RetrainingSchedule.damage(1, row.path("rel").asDouble(), Double.parseDouble(share));
      assertThat(damage).isCloseTo(row.path("allr_scale").asDouble(), within(1e-9));
    }
  }
}
