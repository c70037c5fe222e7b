package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.fitting.StepSizeKind;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.MetaBatch.BatchGradient;
import org.coinage.meta.MetaGradient.SignalGradient;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
