package org.coinage.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coinage.codec.Codebook;
import org.coinage.codec.Mint;
import org.coinage.codec.Normalisation;
import org.coinage.codec.StrikeSettings;
import org.coinage.field.BiasInit;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.field.SirenParameters;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.AdamOptimizer;
import org.coinage.meta.LearningRateSchedule;
import org.coinage.meta.LearningRates;
import org.coinage.meta.MetaOrder;
import org.coinage.meta.OuterStep;
import org.coinage.meta.ShuffledSignals;
import org.coinage.modulation.GatedCodes;
import org.coinage.modulation.ModulationSpace;
import org.coinage.quantization.RateFamily;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;

/**
 * Learns the mints of the golden coins: a few hundred outer steps on generated signals, for any
 * settings a mint can have. Not part of an ordinary build; the mints it made are committed.
 *
 * @param plan a mint whose parameters are not learned yet
 * @param samples what it learns from, all of one shape
 * @param pictures from which codebooks learn how neighbouring patches bear on each other; may be
 *     none
 * @param steps outer steps
 */
record GoldenLearning(Mint plan, List<Samples> samples, List<Samples> pictures, long steps) {

  private static final SeedTree SEEDS = SeedTree.root(20_261_127);

  /** Learning without pictures. */
  GoldenLearning(Mint plan, List<Samples> samples, long steps) {
    this(plan, samples, List.of(), steps);
  }

  /** Makes the codebooks of a learned mint. */
  interface Codebooks {
    List<Codebook> of(Minting minting, TrainingState learned);
  }

  /**
   * The learned mint, with the smallest weights of each layer set to zero, and as many gates
   * closed.
   */
  Mint learn(double sparsity, Codebooks codebooks) {
    try (FieldEngine engine = FieldEngines.best(Precision.FLOAT);
        OrderedMap threads = new OrderedMap(1)) {
      List<Signal> signals = signals();
      LearningProblem problem =
          new LearningProblem(
              engine,
              inner(),
              plan.stepSizes(),
              MetaOrder.SECOND,
              threads,
              new ShuffledSignals(signals, 4, SEEDS.child("batches")),
              List.of());
      TrainingState state = TrainingState.initial(1, initial());
      state = run(new MetaTrainingStage("meta", problem, steps, rates(), constant()), state);
      if (!plan.modulation().kind().endsWith("-weights") && plan.innerLoop().gates().isEmpty()) {
        state = run(quantization(problem, signals), state);
      }
      Mint learned = with(pruned(state.theta(), sparsity), List.of());
      Minting minting =
          new Minting(
              learned,
              signals,
              pictures,
              StrikeSettings.plain(plan.innerLoop().steps()),
              engine,
              threads);
      return with(learned.parameters(), codebooks.of(minting, state));
    }
  }

  /** Where the inner loop moves: with gates, more than a code. */
  private ModulationSpace inner() {
    return plan.innerLoop().over(plan.space());
  }

  private Stage quantization(LearningProblem problem, List<Signal> signals) {
    QuantizationAwareSettings settings =
        new QuantizationAwareSettings(Math.max(1, steps / 2), 5e-3, 0.6, 1, RateFamily.GAUSSIAN);
    return new QuantizationAwareStage("quantize", problem, settings, rates(), constant(), signals);
  }

  private static LearningRateSchedule constant() {
    return new LearningRateSchedule(LearningRateSchedule.Kind.CONSTANT, 5, 1);
  }

  private static OuterStep rates() {
    return new OuterStep(AdamOptimizer.STANDARD, new LearningRates(3e-3, Map.of()), 1);
  }

  private static TrainingState run(Stage stage, TrainingState before) {
    TrainingState state = stage.begin(before.atNextStage());
    for (long step = 0; step < stage.steps(); step++) {
      state = stage.advance(state).state().stepped(state.guard());
    }
    return state;
  }

  private Parameters initial() {
    Parameters theta =
        Parameters.zeros(Mint.layout(plan.architecture(), plan.modulation(), plan.innerLoop()));
    ModulationSpace space = inner();
    RandomGenerator random = SEEDS.child("initialization").generator();
    new SirenParameters(plan.architecture()).initialize(theta, BiasInit.SIREN, random);
    space.initialize(theta, random);
    plan.stepSizes().initialize(theta);
    return theta;
  }

  private Parameters pruned(Parameters theta, double sparsity) {
    Parameters pruned =
        Parameters.zeros(Mint.layout(plan.architecture(), plan.modulation(), plan.innerLoop()));
    pruned
        .layout()
        .tensors()
        .forEach(
            tensor -> {
              double[] values = theta.tensor(tensor.name()).clone();
              if (tensor.name().startsWith("net.") && tensor.shape().size() == 2) {
                prune(values, sparsity);
              }
              if (tensor.name().equals(GatedCodes.TENSOR)) {
                close(values, sparsity);
              }
              System.arraycopy(values, 0, pruned.tensor(tensor.name()), 0, values.length);
            });
    return pruned;
  }

  /** The gates that are open least. */
  private static void close(double[] logAlpha, double share) {
    double[] sorted = Arrays.stream(logAlpha).sorted().toArray();
    double bound = sorted[(int) (share * sorted.length)];
    for (int i = 0; i < logAlpha.length; i++) {
      logAlpha[i] = logAlpha[i] < bound ? -8 : logAlpha[i];
    }
  }

  private static void prune(double[] values, double sparsity) {
    double[] magnitudes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    int zeros = (int) (sparsity * values.length);
    for (int i = 0; zeros > 0 && i < values.length; i++) {
      values[i] = Math.abs(values[i]) <= magnitudes[zeros - 1] ? 0 : values[i];
    }
  }

  private Mint with(Parameters theta, List<Codebook> codebooks) {
    return new Mint(
        plan.architecture(),
        plan.modulation(),
        theta,
        plan.frame(),
        plan.modality(),
        plan.patch(),
        plan.normalisation(),
        plan.innerLoop(),
        codebooks,
        plan.provenance());
  }

  private List<Signal> signals() {
    List<Samples> pieces =
        samples.stream()
            .map(this::features)
            .flatMap(whole -> Patching.pieces(whole, plan.patch()).stream())
            .toList();
    float[] coordinates =
        plan.architecture()
            .encoding()
            .encode(
                plan.frame().coordinates(pieces.get(0).shape()),
                plan.architecture().coordinateDim());
    return pieces.stream()
        .map(piece -> new Signal(piece.shape(), coordinates, piece.values()))
        .toList();
  }

  private Samples features(Samples whole) {
    Normalisation map = plan.normalisation();
    if (map.offset().isEmpty()) {
      return whole;
    }
    float[] features = whole.values().clone();
    for (int i = 0; i < features.length; i++) {
      int channel = i % whole.channels();
      features[i] = (float) ((features[i] - map.offset().get(channel)) / map.scale().get(channel));
    }
    return new Samples(whole.shape(), whole.channels(), features);
  }
}
