package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coinage.field.FieldEngine;
import org.coinage.field.FieldEngines;
import org.coinage.field.Parameters;
import org.coinage.field.Precision;
import org.coinage.kernel.OrderedMap;
import org.coinage.modulation.ModulationSpace;
import org.coinage.sparsity.AcDc;
import org.coinage.sparsity.BernoulliGates;
import org.coinage.sparsity.ConnectivityLearning;
import org.coinage.sparsity.DualAscent;
import org.coinage.sparsity.ErdosRenyiAllocation;
import org.coinage.sparsity.GateGranularity;
import org.coinage.sparsity.GlobalSelector;
import org.coinage.sparsity.HardConcreteGate;
import org.coinage.sparsity.L0Gates;
import org.coinage.sparsity.LearningRateHistory;
import org.coinage.sparsity.MagnitudePruning;
import org.coinage.sparsity.MagnitudeScorer;
import org.coinage.sparsity.Masks;
import org.coinage.sparsity.PhaseSchedule;
import org.coinage.sparsity.RetrainingSchedule;
import org.coinage.sparsity.RigL;
import org.coinage.sparsity.SizeConstraint;
import org.coinage.sparsity.SizePressure;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.sparsity.StaticRandomMask;
import org.coinage.sparsity.UniformAllocation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse meta-training of the tiny network: 64 weights in its hidden layer, 64 in its map. */
class SparseTrainingStageTest {

  private static final int STEPS = 40;
  private static final List<String> SPARSE =
      List.of("modulation_net.net.weight", "net.1.linear.weight");

  private static FieldEngine engine;
  private static OrderedMap threads;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    engine = FieldEngines.named("reference", Precision.FLOAT);
    threads = new OrderedMap(2);
  }

  @AfterAll
  static void close() {
    threads.close();
    engine.close();
  }

  private static TinyLearning learning() {
    return new TinyLearning(engine, threads);
  }

  private static SparsityMethod rigl() {
    return new RigL(new RigL.Settings(0.75, 0.3, 5, 0.75, 2), new ErdosRenyiAllocation(), false);
  }

  private static Map<String, SparsityMethod> methods() {
    Map<String, SparsityMethod> methods = new LinkedHashMap<>();
    methods.put("random", new StaticRandomMask(0.75, new UniformAllocation(), false));
    methods.put("rigl", rigl());
    methods.put(
        "acdc",
        new AcDc(
            0.75,
            new PhaseSchedule(0.1, 0.1, 0.2, 0.2),
            MagnitudeScorer.NORMALISED,
            new GlobalSelector()));
    methods.put(
        "magnitude",
        new MagnitudePruning(
            new MagnitudePruning.Settings(0.75, 3, 0.2, RetrainingSchedule.ALLR),
            MagnitudeScorer.NORMALISED,
            new GlobalSelector(),
            LearningRateHistory.constant(100)));
    methods.put(
        "scl",
        new ConnectivityLearning(
            new ConnectivityLearning.Settings(
                2, 0.02, 0.1, ConnectivityLearning.Normalisation.RMS, 0.75, 5)));
    methods.put("l0", gates(GateGranularity.ENTRIES, true));
    methods.put("l0 columns", gates(GateGranularity.COLUMNS, false));
    methods.put(
        "bernoulli",
        new BernoulliGates(
            new BernoulliGates.Settings(GateGranularity.COLUMNS, 0.9, 0.002, 8, 0, 0.05, 0.01, 5)));
    return methods;
  }

  private static L0Gates gates(GateGranularity granularity, boolean sampled) {
    return new L0Gates(
        HardConcreteGate.STANDARD,
        new L0Gates.Settings(granularity, sampled, 0.5, 0.08),
        new SizePressure.Constrained(
            new SizeConstraint.MeasuredBits(0.5, 8), DualAscent.restarting(0.01)));
  }

  static Stream<String> names() {
    return methods().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsLearnedHasExactZerosOutsideItsMasksAndAllElseIsForgotten(String method) {
    TinyLearning learning = learning();
    Stage stage = learning.sparse(methods().get(method), SparsifiedParts.STANDARD, STEPS);
    List<TrainingState> states = walk(Recipe.of(stage), learning.initial());
    TrainingState end = states.get(states.size() - 1);

    Masks masks = masks(end);
    assertThat(masks.byTensor().keySet()).containsExactlyElementsOf(SPARSE);
    assertThat(end.constants()).hasSize(2);
    assertThat(masks.size()).isEqualTo(128);
    assertThat(masks.kept()).as(method).isBetween(1L, 127L);
    for (String tensor : SPARSE) {
      assertThat(nonzeros(end.theta(), tensor)).isEqualTo(masks.kept(tensor));
    }
    assertThat(nonzeros(end.theta(), "net.0.linear.weight")).isEqualTo(16);
    assertThat(stage.validate(end).get(StepOutcome.PSNR))
        .isCloseTo(learning.problem().validate(end.theta()).get(StepOutcome.PSNR), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rigl", "magnitude", "acdc"})
  void sparseNetworksLearn(String method) {
    TinyLearning learning = learning();
    TrainingState start = learning.initial();
    Stage stage = learning.sparse(methods().get(method), SparsifiedParts.STANDARD, 80);
    List<TrainingState> states = walk(Recipe.of(stage), start);
    assertThat(psnr(learning, states.get(states.size() - 1)))
        .isGreaterThan(psnr(learning, start) + 2);
  }

  /** Meta-SparseINR: the inner loop moves what pruning has left, and learns with it. */
  @ParameterizedTest
  @MethodSource("names")
  void whereWeightsAreTheCodeTheInnerLoopLeavesZerosAlone(String method) {
    TinyLearning weights = new TinyLearning(engine, threads, "surviving-weights", 0.02);
    TrainingState start = weights.initial();
    Stage stage = weights.sparse(methods().get(method), SparsifiedParts.STANDARD, 80);
    List<TrainingState> states = walk(Recipe.of(stage), start);
    Parameters sparse = states.get(states.size() - 1).theta();
    ModulationSpace space = weights.problem().space();
    double[] code = new double[space.codeDim()];
    Arrays.fill(code, 0.25);

    double[] base = sparse.tensor("net.1.linear.weight");
    double[] moved = space.apply(sparse, code).weights()[1];
    assertThat(Arrays.stream(base).filter(weight -> weight == 0)).isNotEmpty();
    for (int i = 0; i < base.length; i++) {
      assertThat(moved[i]).isEqualTo(base[i] == 0 ? 0 : base[i] + 0.25);
    }
    assertThat(psnr(weights, states.get(states.size() - 1))).isGreaterThan(psnr(weights, start));
  }

  private static double psnr(TinyLearning learning, TrainingState state) {
    return learning.problem().validate(state.theta()).get(StepOutcome.PSNR);
  }

  @Test
  void validationJudgesTheNetworkWithoutNoise() {
    TinyLearning learning = learning();
    Stage stage =
        learning.sparse(gates(GateGranularity.ENTRIES, true), SparsifiedParts.STANDARD, 10);
    TrainingState begun = stage.begin(learning.initial().atNextStage());
    // Gates start at about a half, weights at twice their size: the product is what was there.
    assertThat(stage.validate(begun).get(StepOutcome.PSNR))
        .isCloseTo(psnr(learning, learning.initial()), within(0.2));
  }

  @ParameterizedTest
  @MethodSource("names")
  void controlAndRetrainingKeepTheMasksToTheEnd(String method) {
    List<TrainingState> states =
        walk(recipe(learning(), methods().get(method)), learning().initial());
    TrainingState sparse = states.get(STEPS + 5);
    Masks masks = masks(sparse);
    for (TrainingState state : states.subList(STEPS + 5, states.size())) {
      assertThat(masks(state)).isEqualTo(masks);
      for (String tensor : SPARSE) {
        assertThat(nonzeros(state.theta(), tensor)).isEqualTo(masks.kept(tensor));
        assertZeroOutside(masks, state, tensor);
      }
    }
    TrainingState end = states.get(states.size() - 1);
    Parameters control = ControlStage.result(end, sparse.theta().layout()).orElseThrow();
    SPARSE.forEach(name -> assertThat(nonzeros(control, name)).isEqualTo(masks.kept(name)));
    assertThat(end.theta().layout().contains("quantizer.log_step")).isTrue();
  }

  private static void assertZeroOutside(Masks masks, TrainingState state, String tensor) {
    double[] mask = masks.of(tensor);
    for (double[] slots :
        List.of(state.optimizer().get("adam.first"), state.optimizer().get("adam.second"))) {
      double[] slot = Parameters.ofFlat(state.theta().layout(), slots).tensor(tensor);
      for (int i = 0; i < mask.length; i++) {
        assertThat(mask[i] == 0 && slot[i] != 0).isFalse();
      }
    }
  }

  private static Recipe recipe(TinyLearning learning, SparsityMethod method) {
    return Recipe.of(
        learning.metaTraining(5),
        learning.sparse(method, SparsifiedParts.STANDARD, STEPS),
        new ControlStage(learning.metaTraining("control", 4)),
        learning.quantizationAware(6));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 18, 44, 45, 46, 49, 53})
  void aRecipeThatIsKilledAndResumedEndsWithTheSameBits(int killedAfter) {
    TrainingState expected = run("straight", recipe(learning(), rigl()));
    stop("killed", recipe(learning(), rigl()), killedAfter);
    TrainingState resumed = run("killed", recipe(learning(), rigl()));
    assertThat(resumed).isEqualTo(expected);
    assertThat(masks(resumed).kept()).isEqualTo(32);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMethodResumesInItsMiddleWithTheSameBits(String method) {
    Recipe recipe =
        Recipe.of(learning().sparse(methods().get(method), SparsifiedParts.STANDARD, STEPS));
    TrainingState expected = run("straight", recipe);
    stop("killed", recipe, 17);
    Recipe again =
        Recipe.of(learning().sparse(methods().get(method), SparsifiedParts.STANDARD, STEPS));
    assertThat(run("killed", again)).isEqualTo(expected);
  }

  @Test
  void otherPartsCanBeChosen() {
    TinyLearning learning = learning();
    Stage stage = learning.sparse(rigl(), new SparsifiedParts(true, false, true, false), STEPS);
    List<TrainingState> states = walk(Recipe.of(stage), learning.initial());
    TrainingState end = states.get(states.size() - 1);
    assertThat(masks(end).byTensor().keySet())
        .containsExactly("last_layer.linear.weight", "net.0.linear.weight");
    assertThatThrownBy(() -> new SparsifiedParts(false, false, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is to be made sparse");
  }

  @Test
  void spacesInWhichACodeMovesAllWeightsAreRefused() {
    TinyLearning weights = new TinyLearning(engine, threads, "full-weights", 0.02);
    Stage stage = weights.sparse(rigl(), SparsifiedParts.STANDARD, STEPS);
    assertThatThrownBy(() -> stage.begin(weights.initial().atNextStage()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a code moves all weights");
  }

  @Test
  void stepsThatPruneAreNotHeldAgainstTheLossBefore() {
    Stage stage = learning().sparse(methods().get("magnitude"), SparsifiedParts.STANDARD, STEPS);
    TrainingState state = stage.begin(learning().initial().atNextStage());
    List<Long> pruning = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      StepOutcome outcome = stage.advance(state);
      if (!outcome.comparable()) {
        pruning.add(state.stageStep());
      }
      state = outcome.state().stepped(state.guard());
    }
    assertThat(pruning).containsExactly(8L, 18L, 29L);
  }

  @Test
  void numbersThatAreNotFiniteAreReportedForTheTrainerToRollBack() {
    Stage stage = learning().sparse(rigl(), SparsifiedParts.STANDARD, STEPS);
    TrainingState state = stage.begin(learning().initial().atNextStage());
    Parameters exploded = state.theta().copy();
    exploded.tensor("inner.step_size")[0] = 1e300;
    exploded.tensor("modulation_net.net.bias")[0] = 1e30;
    assertThat(stage.advance(state.withTheta(exploded)).loss()).isNaN();
  }

  private static Masks masks(TrainingState state) {
    return KeptMasks.in(state.constants()).masks();
  }

  private static long nonzeros(Parameters theta, String tensor) {
    return Arrays.stream(theta.tensor(tensor)).filter(w -> w != 0).count();
  }

  /** The states after every step of a recipe, the initial one first. */
  private static List<TrainingState> walk(Recipe recipe, TrainingState initial) {
    List<TrainingState> states = new ArrayList<>(List.of(initial));
    TrainingState state = initial;
    for (Stage stage : recipe.stages()) {
      state = stage.begin(state.atNextStage());
      for (long t = 0; t < stage.steps(); t++) {
        state = stage.advance(state).state().stepped(state.guard());
        states.add(state);
      }
    }
    return states;
  }

  private TrainingState run(String name, Recipe recipe) {
    try (CheckpointStore store =
        CheckpointStore.open(directory.resolve(name), new UnforcedDisk())) {
      return new Trainer(recipe, settings(), store, new StopRequest(), List.of())
          .run(learning().initial());
    }
  }

  private void stop(String name, Recipe recipe, int after) {
    StopRequest stop = new StopRequest();
    List<TrainingEvent> steps = new ArrayList<>();
    EventSink stopper =
        event -> {
          if (event instanceof TrainingEvent.StepDone) {
            steps.add(event);
            if (steps.size() == after) {
              stop.request();
            }
          }
        };
    try (CheckpointStore store =
        CheckpointStore.open(directory.resolve(name), new UnforcedDisk())) {
      Trainer trainer = new Trainer(recipe, settings(), store, stop, List.of(stopper));
      TrainingInterrupted interrupted =
          catchThrowableOfType(TrainingInterrupted.class, () -> trainer.run(learning().initial()));
      assertThat(interrupted.step()).isEqualTo(after);
    }
  }

  private static TrainerSettings settings() {
    return new TrainerSettings(1000, Duration.ofDays(1), 1000, GuardSettings.DEFAULT);
  }
}
