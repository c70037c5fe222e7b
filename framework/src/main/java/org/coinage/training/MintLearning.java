package org.coinage.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coinage.codec.Mint;
import org.coinage.codec.StrikeSettings;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.fitting.InnerLoopSettings;
import org.coinage.fitting.StepSizeKind;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.AdamOptimizer;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.LearningRates;
import org.coinage.meta.MetaOrder;
import org.coinage.meta.OuterStep;
import org.coinage.meta.QuantizerTensors;
import org.coinage.meta.ShuffledSignals;
import org.coinage.modulation.ModulationSettings;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.RateFamily;
import org.coinage.signal.LinspaceFrame;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * The short way from images to a mint: latent shifts, three inner steps with learned sizes,
 * meta-training, then quantization-aware retraining for half as many steps, in memory and without
 * checkpoints. Whoever wants another recipe, or one that survives being killed, puts {@link Stage}s
 * into a {@link Trainer}.
 *
 * <p>Immutable; the same images, settings and seed give the same mint on any number of threads.
 *
 * @param images of one shape, at least 2
 * @param latentDim entries of a code
 * @param width units per sine layer
 * @param layers linear layers, the output layer included
 * @param steps outer steps of meta-training
 * @param lambda price of a bit per pixel, in mean squared error
 */
public record MintLearning(
    List<Samples> images, int latentDim, int width, int layers, long steps, double lambda) {

  /** Factors on the learned quantizer's steps; each gives a codebook of its own. */
  public static final List<Double> FACTORS = List.of(0.7, 1.0, 1.4, 2.0, 2.8);

  private static final int BATCH = 8;

  /** Lower than for networks of hundreds of units: narrow ones learn faster so. */
  private static final double W0 = 10;

  private static final InnerLoopSettings INNER_LOOP =
      new InnerLoopSettings(3, 1, StepSizeKind.PER_DIMENSION);

  /** Checks that there are images and that they are of one shape. */
  public MintLearning {
    images = List.copyOf(images);
    if (images.size() < 2) {
      throw new IllegalArgumentException(
          "learning needs at least 2 images, found " + images.size());
    }
    Samples first = images.get(0);
    for (Samples image : images) {
      if (!image.shape().equals(first.shape()) || image.channels() != first.channels()) {
        throw new IllegalArgumentException(
            "images of one shape are needed, found %s with %d channels and %s with %d; cut patches"
                .formatted(first.shape(), first.channels(), image.shape(), image.channels()));
      }
    }
    if (steps < 2) {
      throw new IllegalArgumentException("steps = " + steps + " must be at least 2");
    }
  }

  /** Learning from these images with settings for small ones. */
  public static MintLearning of(List<Samples> images) {
    return new MintLearning(images, 16, 32, 4, 1000, 1e-3);
  }

  /** The same with codes of another length. */
  public MintLearning latentDim(int entries) {
    return new MintLearning(images, entries, width, layers, steps, lambda);
  }

  /** The same with another number of units per layer. */
  public MintLearning width(int units) {
    return new MintLearning(images, latentDim, units, layers, steps, lambda);
  }

  /** The same with another number of layers. */
  public MintLearning layers(int count) {
    return new MintLearning(images, latentDim, width, count, steps, lambda);
  }

  /** The same with another number of outer steps. */
  public MintLearning steps(long count) {
    return new MintLearning(images, latentDim, width, layers, count, lambda);
  }

  /** The same with another price of a bit. */
  public MintLearning lambda(double price) {
    return new MintLearning(images, latentDim, width, layers, steps, price);
  }

  /**
   * Learns a mint with one codebook per factor of {@link #FACTORS}, named as {@link Minting#name}
   * says.
   *
   * @throws TrainingDivergedException if the numbers explode
   */
  public Mint learn(long seed) {
    SeedTree seeds = SeedTree.root(seed);
    SirenArchitecture siren =
        SirenArchitecture.coinPlusPlus(
            images.get(0).shape().rank(), width, layers, images.get(0).channels(), W0);
    ModulationSettings modulation = ModulationSettings.of("latent-shift", latentDim);
    Parameters theta = Parameters.zeros(Mint.layout(siren, modulation, INNER_LOOP));
    Mint untrained = Mint.ofImages(siren, modulation, theta, INNER_LOOP);
    ModulationSpace space = untrained.space();
    StepSizes stepSizes = untrained.stepSizes();
    RandomGenerator random = seeds.child("initialization").generator();
    new SirenParameters(siren).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    stepSizes.initialize(theta);
    List<Signal> signals = signals();
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap threads = OrderedMap.onAllProcessors()) {
      LearningProblem problem =
          new LearningProblem(
              engine,
              space,
              stepSizes,
              MetaOrder.SECOND,
              threads,
              new ShuffledSignals(signals, Math.min(BATCH, signals.size()), seeds.child("batches")),
              List.of());
      TrainingState learned = run(recipe(problem, signals), TrainingState.initial(seed, theta));
      Mint mint = Mint.ofImages(siren, modulation, learned.theta(), INNER_LOOP);
      Minting minting =
          new Minting(mint, signals, StrikeSettings.best(INNER_LOOP.steps()), engine, threads);
      return minting
          .with(minting.learned(QuantizationAwareStage.quantizer(learned, space), FACTORS))
          .withProvenance(Map.of("seed", Long.toString(seed)));
    }
  }

  private Recipe recipe(LearningProblem problem, List<Signal> signals) {
    LearningRateSchedule cosine =
        new LearningRateSchedule(LearningRateSchedule.Kind.COSINE, steps / 20, 0.05);
    return Recipe.of(
        new MetaTrainingStage("meta", problem, steps, outerStep(5e-3), cosine),
        new QuantizationAwareStage(
            "quantize",
            problem,
            new QuantizationAwareSettings(steps / 2, lambda, 0.6, 1, RateFamily.GAUSSIAN),
            outerStep(1e-3),
            cosine,
            signals.subList(0, Math.min(256, signals.size()))));
  }

  private static OuterStep outerStep(double rate) {
    return new OuterStep(
        AdamOptimizer.STANDARD,
        new LearningRates(rate, Map.of(QuantizerTensors.PREFIX, 1e-2, StepSizes.TENSOR, 1e-2)),
        1);
  }

  private static TrainingState run(Recipe recipe, TrainingState initial) {
    DivergenceGuard guard = new DivergenceGuard(GuardSettings.DEFAULT);
    TrainingState state = initial;
    for (Stage stage : recipe.stages()) {
      state = stage.begin(state.atNextStage());
      for (long step = 0; step < stage.steps(); step++) {
        StepOutcome outcome = stage.advance(state);
        Optional<String> objection = guard.objection(state.guard(), outcome);
        if (objection.isPresent()) {
          throw new TrainingDivergedException(
              state, state.step() + 1, stage.name(), objection.get(), null);
        }
        state = outcome.state().stepped(guard.observe(state.guard(), outcome.loss()));
      }
    }
    return state;
  }

  /** On one shared array of coordinates, by which engines recognise them. */
  private List<Signal> signals() {
    float[] coordinates = LinspaceFrame.UNIT.coordinates(images.get(0).shape());
    return images.stream()
        .map(image -> new Signal(image.shape(), coordinates, image.values()))
        .toList();
  }
}
