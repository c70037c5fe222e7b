package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.field.WeightSelection;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.MetaBatch.BatchGradient;
import org.coinage.meta.MetaGradient.SignalGradient;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaBatchTest {

  private static final SeedTree NOISE = SeedTree.root(5);
  private static final List<Signal> SIGNALS = LearningScene.signals(7);
  private static final LearningScene SCENE =
      LearningScene.of("latent-shift-scale", 3, StepSizeKind.PER_STEP);

  private static FieldEngine engine;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.DOUBLE);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @EnumSource
  void bitsDoNotDependOnTheNumberOfThreads(Precision precision) {
    try (FieldEngine own = FieldEngines.named("reference", precision)) {
      BatchGradient expected = batch(own, 1);
      for (int threads : new int[] {2, 3, 8}) {
        BatchGradient found = batch(own, threads);
        assertThat(found.parameters().flatten()).isEqualTo(expected.parameters().flatten());
        assertThat(found.objective()).isEqualTo(expected.objective());
        assertThat(found.distortion()).isEqualTo(expected.distortion());
        assertThat(found.bits()).isEqualTo(expected.bits());
        assertThat(found.psnr()).isEqualTo(expected.psnr());
      }
    }
  }

  /** The fast engine where there is one, on widths that fill panels and dense or sparse weights. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void bitsOfTheBestEngineDoNotDependOnTheNumberOfThreads(double zeros) {
    SirenArchitecture siren = SirenArchitecture.coinPlusPlus(2, 128, 4, 3, 20);
    ModulationSpace space =
        ModulationSpaces.create(siren, ModulationSettings.of("latent-shift", 16));
    StepSizes sizes =
        new StepSizes(new InnerLoopSettings(3, 0.01, StepSizeKind.PER_STEP), space.codeDim());
    Parameters theta = Parameters.zeros(space.layout().plus(sizes.tensors()));
    RandomGenerator random = SeedTree.root(3).generator();
    new SirenParameters(siren).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    sizes.initialize(theta);
    for (int l = 1; l < siren.sineLayers(); l++) {
      double[] weights = new SirenParameters(siren).weights(theta)[l];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = random.nextDouble() < zeros ? 0 : weights[i];
      }
    }
    GridShape grid = GridShape.of(15, 15);
    List<Signal> signals =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    new Signal(
                        grid,
                        LinspaceFrame.UNIT.coordinates(grid),
                        floats(SeedTree.root(4).child(i).generator(), 3 * grid.points())))
            .toList();
    try (FieldEngine best = FieldEngines.best(Precision.FLOAT)) {
      MetaGradient metaGradient =
          new MetaGradient(
              best,
              space,
              sizes,
              new ReconstructionObjective(space),
              MetaOrder.SECOND,
              zeros > 0 ? WeightSelection.NONZERO : WeightSelection.ALL);
      double[] expected = null;
      for (int threads : new int[] {1, 2, 3, 8}) {
        try (OrderedMap map = new OrderedMap(threads)) {
          BatchGradient found = new MetaBatch(metaGradient, map).of(theta, signals, NOISE);
          expected = expected == null ? found.parameters().flatten() : expected;
          assertThat(found.parameters().flatten()).isEqualTo(expected);
          double[] weights = new SirenParameters(siren).weights(theta)[1];
          double[] gradient = new SirenParameters(siren).weights(found.parameters())[1];
          for (int i = 0; i < weights.length; i++) {
            assertThat(gradient[i] == 0).as("weight %d", i).isEqualTo(weights[i] == 0);
          }
        }
      }
    }
  }

  private static float[] floats(RandomGenerator random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  @Test
  void batchIsTheMeanOfItsSignalsInOrder() {
    MetaGradient metaGradient = metaGradient(engine);
    Parameters sum = Parameters.zeros(SCENE.theta().layout());
    double objective = 0;
    double bits = 0;
    for (int i = 0; i < SIGNALS.size(); i++) {
      SignalGradient one = metaGradient.of(SCENE.theta(), SIGNALS.get(i), NOISE.child(i));
      sum.add(1.0 / SIGNALS.size(), one.parameters().formed());
      objective += 1.0 / SIGNALS.size() * one.value().objective();
      bits += 1.0 / SIGNALS.size() * one.value().bits();
    }
    BatchGradient found = batch(engine, 2);

    assertThat(found.parameters().flatten()).containsExactly(sum.flatten(), Offset.offset(1e-15));
    assertThat(found.objective()).isEqualTo(objective);
    assertThat(found.bits()).isEqualTo(bits).isPositive();
  }

  private static BatchGradient batch(FieldEngine engine, int threads) {
    try (OrderedMap map = new OrderedMap(threads)) {
      return new MetaBatch(metaGradient(engine), map).of(SCENE.theta(), SIGNALS, NOISE);
    }
  }

  private static MetaGradient metaGradient(FieldEngine engine) {
    return SCENE.metaGradient(engine, SCENE.rateDistortion(), MetaOrder.SECOND);
  }
}
