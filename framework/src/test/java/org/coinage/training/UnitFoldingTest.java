package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.sparsity.BernoulliGates;
import org.coinage.sparsity.GateGranularity;
import org.coinage.sparsity.Masks;
import org.junit.jupiter.api.Test;
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

  /** The column of the last layer that unit 3 goes out by is closed. */
  @ParameterizedTest
  @ValueSource(strings = {"latent-shift", "latent-scale", "latent-shift-scale", "latent-mlp"})
  void whatGoesIntoAClosedUnitIsPruned(String modulation) {
    try (FieldEngine engine = FieldEngines.named("reference", Precision.DOUBLE);
        OrderedMap threads = new OrderedMap(1)) {
      TinyLearning learning = new TinyLearning(engine, threads, modulation, 1);
      TrainingState fresh = LearningProblem.withFreshOptimizer(learning.initial());
      Parameters theta = fresh.theta().copy();
      for (int row = 0; row < 3; row++) {
        theta.tensor(LAST)[8 * row + UNIT] = 0;
      }
      Masks masks = Masks.of(Map.of(LAST, ones(theta.tensor(LAST))));
      TrainingState state =
          fresh
              .withTheta(theta)
              .withConstants(KeptMasks.withMemory(Map.of(), masks.into(Map.of())));

      TrainingState folded = new UnitFolding(learning.problem().space()).fold(state);

      Masks kept = KeptMasks.in(folded.constants()).masks();
      assertThat(kept.kept(HIDDEN)).isEqualTo(64 - 8);
      if (!modulation.equals("latent-mlp")) {
        double[] map = folded.theta().tensor(MAP);
        assertThat(Arrays.stream(map).filter(w -> w == 0).count()).isEqualTo(map.length / 8 / 2);
        assertThat(kept.kept(MAP)).isEqualTo(map.length - map.length / 16);
      }
      assertSameFields(learning, engine, state, folded);
    }
  }

  @Test
  void aStageOfUnitGatesEndsWithoutWhatGoesIntoClosedUnits() {
    try (FieldEngine engine = FieldEngines.named("reference", Precision.FLOAT);
        OrderedMap threads = new OrderedMap(2)) {
      TinyLearning learning = new TinyLearning(engine, threads);
      BernoulliGates gates =
          new BernoulliGates(
              new BernoulliGates.Settings(
                  GateGranularity.COLUMNS, 0.9, 0.002, 8, 0, 0.05, 0.01, 5));
      SparsifiedParts parts = new SparsifiedParts(false, true, true, false);
      SparseTrainingStage stage = learning.sparse(gates, parts, 40);
      TrainingState left = end(stage, learning.initial());
      TrainingState folded = end(stage.foldingDeadUnits(), learning.initial());

      Masks before = KeptMasks.in(left.constants()).masks();
      Masks after = KeptMasks.in(folded.constants()).masks();
      double[] last = folded.theta().tensor(LAST);
      List<Integer> closed =
          IntStream.range(0, 8)
              .filter(unit -> IntStream.range(0, 3).allMatch(row -> last[8 * row + unit] == 0))
              .boxed()
              .toList();
      assertThat(closed).isNotEmpty();
      for (int unit : closed) {
        double[] hidden = folded.theta().tensor(HIDDEN);
        assertThat(Arrays.copyOfRange(hidden, 8 * unit, 8 * unit + 8)).containsOnly(0);
      }
      assertThat(after.kept(HIDDEN)).isLessThan(before.kept(HIDDEN));
      assertSameFields(learning, engine, left, folded);
    }
  }

  private static TrainingState end(SparseTrainingStage stage, TrainingState start) {
    TrainingState state = stage.begin(start.atNextStage());
    for (long t = 0; t < stage.steps(); t++) {
      state = stage.advance(state).state().stepped(state.guard());
    }
    return state;
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
