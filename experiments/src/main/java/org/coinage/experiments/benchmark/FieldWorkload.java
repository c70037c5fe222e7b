package org.coinage.experiments.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldDecoder;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.field.WeightSelection;
import org.coinage.fitting.InnerLoop;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.AdamOptimizer;
import org.coinage.meta.LearningRates;
import org.coinage.meta.MetaBatch;
import org.coinage.meta.MetaGradient;
import org.coinage.meta.MetaOrder;
import org.coinage.meta.OuterStep;
import org.coinage.meta.ReconstructionObjective;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.signal.GridShape;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Signal;

/** COIN++'s field on random signals: an outer step, encoding, or decoding. */
final class FieldWorkload implements Workload {

  /** What is done to every signal. */
  enum Task {
    META_STEP,
    ENCODE,
    DECODE
  }

  private static final SeedTree SEEDS = SeedTree.root(1);

  private final BenchmarkSettings settings;
  private final Task task;
  private final FieldEngine engine;
  private final OrderedMap threads;
  private final ModulationSpace space;
  private final InnerLoop innerLoop;
  private final MetaBatch metaBatch;
  private final OuterStep outerStep;
  private final List<Signal> signals;
  private OuterStep.State state;
  private FieldDecoder decoder;

  FieldWorkload(BenchmarkSettings settings, Task task) {
    this.settings = settings;
    this.task = task;
    this.engine = FieldEngines.named(settings.engine(), Precision.FLOAT);
    this.threads = new OrderedMap(settings.threads());
    SirenArchitecture architecture =
        SirenArchitecture.coinPlusPlus(2, settings.hidden(), settings.layers(), 3, 30);
    space =
        ModulationSpaces.create(
            architecture, ModulationSettings.of("latent-shift", settings.latent()));
    StepSizes stepSizes =
        new StepSizes(
            new InnerLoopSettings(settings.innerSteps(), 1e-2, StepSizeKind.FIXED),
            space.codeDim());
    innerLoop = new InnerLoop(engine.forgetful(), space, stepSizes);
    metaBatch =
        new MetaBatch(
            new MetaGradient(
                engine,
                space,
                stepSizes,
                new ReconstructionObjective(space),
                MetaOrder.SECOND,
                settings.sparsity() > 0 ? WeightSelection.NONZERO : WeightSelection.ALL),
            threads);
    outerStep = new OuterStep(AdamOptimizer.STANDARD, LearningRates.of(1e-6), 1);
    Parameters theta = Parameters.zeros(space.layout().plus(stepSizes.tensors()));
    new SirenParameters(architecture)
        .initialize(theta, BiasInit.SIREN, SEEDS.child("field").generator());
    space.initialize(theta, SEEDS.child("modulation").generator());
    prune(theta, architecture);
    state = OuterStep.State.fresh(theta);
    signals = signals(architecture);
    decoder = new FieldDecoder(architecture, space.apply(theta, new double[space.codeDim()]));
  }

  /** Sets a share of the weights between sine layers to zero, at random. */
  private void prune(Parameters theta, SirenArchitecture architecture) {
    RandomGenerator random = SEEDS.child("sparsity").generator();
    double[][] weights = new SirenParameters(architecture).weights(theta);
    for (int l = 1; l < architecture.sineLayers(); l++) {
      for (int i = 0; i < weights[l].length; i++) {
        if (random.nextDouble() < settings.sparsity()) {
          weights[l][i] = 0;
        }
      }
    }
  }

  private List<Signal> signals(SirenArchitecture architecture) {
    int side = (int) Math.round(Math.sqrt(settings.points()));
    GridShape shape =
        side * side == settings.points()
            ? GridShape.of(side, side)
            : GridShape.of(1, settings.points());
    float[] coordinates = LinspaceFrame.UNIT.coordinates(shape);
    return IntStream.range(0, settings.batch())
        .mapToObj(
            i -> {
              RandomGenerator random = SEEDS.child("signals").child(i).generator();
              float[] features = new float[settings.points() * architecture.channels()];
              for (int j = 0; j < features.length; j++) {
                features[j] = random.nextFloat();
              }
              return new Signal(shape, coordinates, features);
            })
        .toList();
  }

  @Override
  public void once() {
    Parameters theta = state.theta();
    switch (task) {
      case META_STEP ->
          state =
              outerStep.apply(
                  state, metaBatch.of(theta, signals, SEEDS.child("step")).parameters(), 1);
      case ENCODE ->
          threads.map(
              signals.size(),
              i -> innerLoop.run(theta, signals.get(i), settings.innerSteps()).code());
      case DECODE ->
          threads.map(
              signals.size(),
              i ->
                  decoder.evaluate(
                      space.apply(theta, new double[space.codeDim()]),
                      signals.get(i).coordinates()));
    }
  }

  @Override
  public int signals() {
    return signals.size();
  }

  @Override
  public double flops() {
    double evaluation = 2.0 * space.architecture().multiplyAdds() * settings.points();
    int evaluations =
        switch (task) {
          case META_STEP -> 6 * settings.innerSteps() + 3;
          case ENCODE -> 2 * settings.innerSteps();
          case DECODE -> 1;
        };
    return signals.size() * evaluations * evaluation;
  }

  /** In words, as {@code meta-step, 64x5, latent 64, batch 16}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %dx%d%s, latent %d, batch %d, %d points, %d inner steps, engine %s, %d threads",
        task.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        settings.hidden(),
        settings.layers(),
        settings.sparsity() > 0
            ? String.format(Locale.ROOT, " %.0f %% zeros", 100 * settings.sparsity())
            : "",
        settings.latent(),
        settings.batch(),
        settings.points(),
        settings.innerSteps(),
        engine.name(),
        settings.threads());
  }

  @Override
  public void close() {
    threads.close();
    engine.close();
  }
}
