package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MasksTest {

  @Test
  void tiesGoToTheLowerIndex() {
    assertThat(Ranking.highest(new double[] {1, 3, 1, 1, 2}, 3)).containsExactly(1, 1, 0, 0, 1);
    assertThat(Ranking.highest(new double[3], 2)).containsExactly(1, 1, 0);
    assertThat(Ranking.highest(new double[3], 0)).containsExactly(0, 0, 0);
  }

  /** Strictly above a threshold, the references keep one too few, of ten at 90 % none at all. */
  @Test
  void theNumberKeptIsExactWhereAThresholdKeepsOneTooFew() throws IOException {
    JsonNode table = Oracles.read("oracles2.json", "percentile_strict");
    table
        .properties()
        .forEach(
            row -> {
              String[] key = row.getKey().split("[=,]", -1);
              long keep = Ranking.keep(Long.parseLong(key[1]), Double.parseDouble(key[3]));
              assertThat(keep).isEqualTo(row.getValue().path("k").asLong());
              assertThat(keep).isEqualTo(row.getValue().path("kept_strict").asLong() + 1);
            });
  }

  @Test
  void fractionsThatBinaryDoesNotHaveCountAsWhatTheyAre() {
    assertThat(Ranking.keep(10, 0.7)).isEqualTo(3);
    assertThat(Ranking.keep(100, 0.29)).isEqualTo(71);
    assertThat(Ranking.keep(7, 0.5)).isEqualTo(4);
  }

  @Test
  void sparsityOutOfRangeIsRefused() {
    assertThatThrownBy(() -> Ranking.keep(10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sparsity = 1.0");
    assertThatThrownBy(() -> Ranking.highest(new double[] {1, Double.NaN}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void masksAreZerosAndOnesOfTheTensorsLength() {
    assertThatThrownBy(() -> Masks.of(Map.of("w", new double[] {0.5})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5 at 0");
    assertThatThrownBy(
            () -> Masks.of(Map.of("w", new double[] {1})).masked("w", new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another network");
  }

  @Test
  void prunedEntriesArePositiveZeroInValuesAndSlots() {
    NamedTensor tensor = new NamedTensor("w", 1, 2, NamedTensor.Role.WEIGHT, 0, true);
    SparseState state =
        new SparseState(
            List.of(tensor),
            Map.of("w", new double[] {-1, -2}),
            Map.of("w", new double[][] {{3, 4}, {5, 6}}),
            Map.of());
    SparseState masked = Masks.of(Map.of("w", new double[] {0, 1})).applyTo(state);
    assertThat(masked.value("w")).containsExactly(0.0, -2);
    assertThat(masked.slots().get("w")).isDeepEqualTo(new double[][] {{0, 4}, {0, 6}});
    assertThat(state.value("w")).containsExactly(-1, -2);
  }

  /** Raw magnitudes prune the layer of small weights first, whatever its weights are worth. */
  @Test
  void normalisedScoresKeepLayersOfSmallWeightsAlive() {
    List<NamedTensor> tensors =
        List.of(
            new NamedTensor("large", 1, 4, NamedTensor.Role.WEIGHT, 0, true),
            new NamedTensor("small", 1, 4, NamedTensor.Role.WEIGHT, 1, true));
    Map<String, double[]> values =
        Map.of(
            "large",
            new double[] {0.1, 0.2, 0.3, 0.4},
            "small",
            new double[] {1e-3, 2e-3, 3e-3, 4e-3});
    SparseState state = SparseState.of(tensors, values);
    assertThat(kept(state, MagnitudeScorer.RAW)).isZero();
    assertThat(kept(state, MagnitudeScorer.NORMALISED)).isEqualTo(2);
  }

  private static int kept(SparseState state, Scorer scorer) {
    return new GlobalSelector()
        .select(state.tensors(), MaskedMethod.scores(state, scorer), 0.5)
        .kept("small");
  }
}
