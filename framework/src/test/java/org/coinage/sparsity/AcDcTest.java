package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcDcTest extends SparsityMethodContract {

  /** Of 120 steps: 12 dense, five phases of 12, 24 dense, 24 compressed. */
  private static final PhaseSchedule PHASES = new PhaseSchedule(0.1, 0.1, 0.2, 0.2);

  @Override
  SparsityMethod method() {
    return new AcDc(0.9, PHASES, MagnitudeScorer.NORMALISED, new GlobalSelector());
  }

  @Override
  long keptAfter(OuterClock clock) {
    return PHASES.isCompressed(clock.step(), STEPS) ? 144 - 129 : 144;
  }

  @Test
  void phasesAreThoseOfTheReference() throws IOException {
    assertThat(phases(PhaseSchedule.IMAGENET, 100))
        .isEqualTo(Oracles.read("oracles.json", "acdc_imagenet100").asText());
    assertThat(phases(new PhaseSchedule(0.05, 0.1, 0.1, 0.15), 200))
        .isEqualTo(Oracles.read("oracles.json", "acdc_cifar200").asText());
  }

  private static String phases(PhaseSchedule schedule, int steps) {
    StringBuilder phases = new StringBuilder();
    for (int t = 0; t < steps; t++) {
      phases.append(schedule.isCompressed(t, steps) ? 'C' : 'D');
    }
    return phases.toString();
  }

  @Test
  void phasesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new PhaseSchedule(0.1, 0.1, 0.1, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd number of phases");
  }

  @Test
  void decompressionStartsPrunedWeightsFromZeroAndTheOptimizerAnew() {
    OuterClock decompression = ToyNetwork.clock(24, STEPS);
    SparseState compressed = course().get(23);
    SparseState dense = method().before(compressed, decompression);

    assertThat(method().support(dense).kept()).isEqualTo(144);
    assertThat(dense.values()).containsAllEntriesOf(compressed.values());
    assertThat(dense.slots().values())
        .allSatisfy(
            slots ->
                assertThat(Arrays.stream(slots).flatMapToDouble(Arrays::stream))
                    .allMatch(entry -> entry == 0));
  }

  @Test
  void aCompressedAndADenseStepAreThoseOfTheReference() throws IOException {
    JsonNode oracle = Oracles.read("oracles2.json", "acdc_micro");
    double[] w = Oracles.numbers(oracle.path("w"));
    double[] g = Oracles.numbers(oracle.path("g"));
    NamedTensor tensor = new NamedTensor("w", 1, 4, NamedTensor.Role.WEIGHT, 0, true);
    AcDc method = new AcDc(0.5, PHASES, MagnitudeScorer.RAW, new GlobalSelector());
    SparseState state =
        method.begin(SparseState.of(List.of(tensor), Map.of("w", w)), ToyNetwork.clock(0, STEPS));

    SparseState compressed = step(method, state, g, 12);
    assertThat(method.support(compressed).of("w")).isEqualTo(Oracles.numbers(oracle.path("mask")));
    assertThat(compressed.value("w"))
        .containsExactly(Oracles.numbers(oracle.path("after_sparse_step")), within(1e-12));
    assertThat(step(method, compressed, g, 24).value("w"))
        .containsExactly(Oracles.numbers(oracle.path("after_dense_step")), within(1e-12));
  }

  /** A gradient step at a rate of 0.1. */
  private static SparseState step(AcDc method, SparseState state, double[] gradient, int at) {
    OuterClock clock = ToyNetwork.clock(at, STEPS);
    SparseState prepared = method.before(state, clock);
    double[] pulled =
        method.transform(prepared, clock).pullback("w", prepared.value("w"), gradient).latent();
    double[] moved = prepared.value("w").clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= 0.1 * pulled[i];
    }
    return method.after(
        prepared,
        prepared.withValues(Map.of("w", moved)),
        new OuterGradients(Map.of("w", gradient), Map.of()),
        clock);
  }
}
