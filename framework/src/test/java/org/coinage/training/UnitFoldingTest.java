package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.sparsity.Masks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of the tiny network in which unit 3 of the hidden layer has lost its inputs. */
class UnitFoldingTest {

  private static final int UNIT = 3;
  private static final String HIDDEN = "net.1.linear.weight";
  private static final String LAST = "last_layer.linear.weight";
  private static final String MAP = "modulation_net.net.weight";

  @ParameterizedTest
  @ValueSource(strings = {"latent-shift", "latent-scale", "latent-shift-scale"})
  void aUnitThatNoCodeMovesIsFoldedAndTheFieldStaysWhatItWas(String modulation) {
    try (FieldEngine engine = FieldEngines.named("reference", Precision.DOUBLE);
        OrderedMap threads = new OrderedMap(1)) {
      TinyLearning learning = new TinyLearning(engine, threads, modulation, 1);
      TrainingState state = pruned(learning, true);
      TrainingState folded = new UnitFolding(learning.problem().space()).fold(state);

      assertThat(outgoing(state)).isEqualTo(3);
      assertThat(outgoing(folded)).isZero();
      assertThat(KeptMasks.in(folded.constants()).masks().kept(LAST)).isEqualTo(21);
      assertSameFields(learning, engine, state, folded);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"latent-shift", "latent-scale", "latent-shift-scale", "latent-mlp"})
  void aUnitThatACodeMovesStays(String modulation) {
    try (FieldEngine engine = FieldEngines.named("reference", Precision.DOUBLE);
        OrderedMap threads = new OrderedMap(1)) {
      TinyLearning learning = new TinyLearning(engine, threads, modulation, 1);
      TrainingState state = pruned(learning, false);
      assertThat(new UnitFolding(learning.problem().space()).fold(state)).isEqualTo(state);
    }
  }

  private static TrainingState pruned(TinyLearning learning, boolean unmoved) {
    TrainingState fresh = LearningProblem.withFreshOptimizer(learning.initial());
    Parameters theta = fresh.theta().copy();
    Arrays.fill(theta.tensor(HIDDEN), 8 * UNIT, 8 * UNIT + 8, 0);
    if (unmoved) {
      // Rows of the hidden layer's unit: among its scales, its shifts, or both.
      double[] map = theta.tensor(MAP);
      for (int row = 8 + UNIT; row < map.length / 4; row += 16) {
        Arrays.fill(map, 4 * row, 4 * row + 4, 0);
      }
    }
    Masks masks =
        Masks.of(Map.of(HIDDEN, ones(theta.tensor(HIDDEN)), LAST, ones(theta.tensor(LAST))));
    return fresh
        .withTheta(theta)
        .withConstants(KeptMasks.withMemory(Map.of(), masks.into(Map.of())));
  }

  private static double[] ones(double[] values) {
    return Arrays.stream(values).map(w -> w == 0 ? 0 : 1).toArray();
  }

  private static long outgoing(TrainingState state) {
    double[] last = state.theta().tensor(LAST);
    return IntStream.range(0, 3).filter(row -> last[8 * row + UNIT] != 0).count();
  }

  private static void assertSameFields(
      TinyLearning learning, FieldEngine engine, TrainingState state, TrainingState folded) {
    for (int signal = 0; signal < 4; signal++) {
      double[] code = {0.3 * signal, -0.2, 0.1 * signal, 0.4};
      assertThat(evaluate(learning, engine, folded, code))
          .containsExactly(evaluate(learning, engine, state, code), within(1e-6));
    }
  }

  private static double[] evaluate(
      TinyLearning learning, FieldEngine engine, TrainingState state, double[] code) {
    return engine.evaluate(
        TinyLearning.SIREN,
        learning.problem().space().apply(state.theta(), code),
        TinyLearning.IMAGES.get(0).coordinates());
  }
}
