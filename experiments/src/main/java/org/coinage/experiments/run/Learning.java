package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.List;
import org.coinage.datasets.SampleSet;
import org.coinage.field.FieldEngine;
import org.coinage.field.Parameters;
import org.coinage.field.PositionalEncoding;
import org.coinage.field.SirenArchitecture;
import org.coinage.field.SirenParameters;
import org.coinage.fitting.StepSizes;
import org.coinage.kernel.OrderedMap;
import org.coinage.kernel.SeedTree;
import org.coinage.meta.PointSubsampling;
import org.coinage.meta.RandomCrops;
import org.coinage.meta.ShuffledSignals;
import org.coinage.meta.SignalStream;
import org.coinage.modulation.ModulationSpace;
import org.coinage.modulation.ModulationSpaces;
import org.coinage.signal.CoordinateFrame;
import org.coinage.signal.GridShape;
import org.coinage.signal.Patching;
import org.coinage.signal.Samples;
import org.coinage.signal.Signal;
import org.coinage.training.ControlStage;
import org.coinage.training.LearningProblem;
import org.coinage.training.MetaTrainingStage;
import org.coinage.training.PastSchedule;
import org.coinage.training.QuantizationAwareStage;
import org.coinage.training.Recipe;
import org.coinage.training.SparseTrainingStage;
import org.coinage.training.Stage;
import org.coinage.training.TrainingState;

/** What an experiment learns: its space, its signals, its recipe, and where it starts. */
public final class Learning {

  /** Validation signals looked at during training; all are used to tune. */
  private static final int WATCHED = 128;

  private final ExperimentSettings settings;
  private final DataSplit data;
  private final FieldEngine engine;
  private final OrderedMap threads;
  private final SirenArchitecture architecture;
  private final ModulationSpace space;
  private final ModulationSpace inner;
  private final StepSizes stepSizes;

  /** Sets an experiment up on its data. */
  public Learning(
      ExperimentSettings settings, DataSplit data, FieldEngine engine, OrderedMap threads) {
    this.settings = settings;
    this.data = data;
    this.engine = engine;
    this.threads = threads;
    this.architecture =
        settings.field().architecture(frame().dimension(data.rank()), data.channels());
    this.space = ModulationSpaces.create(architecture, settings.modulation());
    this.inner = settings.meta().innerLoop().over(space);
    this.stepSizes = new StepSizes(settings.meta().innerLoop(), space.codeDim());
  }

  /** Shape of the pieces that are learned: larger signals are coded by patches of it. */
  public GridShape learnedShape() {
    return data.patch().orElse(data.training().get(0).shape());
  }

  /** The base network. */
  public SirenArchitecture architecture() {
    return architecture;
  }

  /** What a code changes in it. */
  public ModulationSpace space() {
    return space;
  }

  /** Where points lie. */
  public CoordinateFrame frame() {
    return settings.field().frame();
  }

  /** The state before the first step. */
  public TrainingState initialState() {
    Parameters theta = Parameters.zeros(inner.layout().plus(stepSizes.tensors()));
    SeedTree seeds = SeedTree.root(settings.seed()).child("initialization");
    if (settings.field().drawn()) {
      new SirenParameters(architecture)
          .initialize(theta, settings.field().biasInit(), seeds.child("field").generator());
    }
    inner.initialize(theta, seeds.child("modulation").generator());
    stepSizes.initialize(theta);
    return TrainingState.initial(settings.seed(), theta);
  }

  /**
   * Meta-training, sparse or pruned afterwards where it is asked for, then the control and the
   * retraining where they are.
   */
  public Recipe recipe() {
    LearningProblem problem =
        new LearningProblem(
            engine,
            inner,
            stepSizes,
            settings.meta().order(),
            threads,
            stream(),
            head(encode(pieces(data.validation(), WATCHED)), WATCHED));
    List<Stage> stages = new ArrayList<>();
    stages.addAll(training(problem));
    if (settings.quantization() instanceof QuantizationSettings.Retraining retraining) {
      if (retraining.control()) {
        stages.add(new ControlStage(meta("control", problem, retraining.outer())));
      }
      stages.add(
          new QuantizationAwareStage(
              "retraining",
              problem,
              retraining.stage(),
              retraining.outer().step(),
              retraining.outer().schedule(),
              trainingSignals(retraining.calibration())));
    }
    return new Recipe(stages);
  }

  private List<Stage> training(LearningProblem problem) {
    OuterSettings outer = settings.training().outer();
    Stage dense = meta("meta-training", problem, outer);
    if (settings.sparsity() instanceof SparsitySettings.Method sparsity) {
      return sparsity
          .stage()
          .map(own -> List.of(dense, sparse("pruning", problem, sparsity, own)))
          .orElseGet(() -> List.of(sparse("sparse-training", problem, sparsity, outer)));
    }
    return List.of(dense);
  }

  private Stage sparse(
      String name, LearningProblem problem, SparsitySettings.Method sparsity, OuterSettings outer) {
    sparsity.requireField();
    OuterSettings before = settings.training().outer();
    SparseTrainingStage stage =
        new SparseTrainingStage(
            name,
            problem,
            sparsity.method(new PastSchedule(before.schedule(), before.steps())),
            sparsity.parts(),
            outer.steps(),
            outer.step(),
            outer.schedule());
    return sparsity.foldsDeadUnits() ? stage.foldingDeadUnits() : stage;
  }

  private static Stage meta(String name, LearningProblem problem, OuterSettings outer) {
    return new MetaTrainingStage(name, problem, outer.steps(), outer.step(), outer.schedule());
  }

  private SignalStream stream() {
    SeedTree seeds = SeedTree.root(settings.seed()).child("batches");
    int batch = settings.training().batch();
    SignalStream signals =
        data.patch().isPresent()
            ? crops(batch, seeds)
            : new ShuffledSignals(encode(DataSplit.each(data.training())), batch, seeds);
    return settings
        .meta()
        .points()
        .<SignalStream>map(
            points ->
                new PointSubsampling(
                    signals, points, SeedTree.root(settings.seed()).child("points")))
        .orElse(signals);
  }

  private SignalStream crops(int batch, SeedTree seeds) {
    return new RandomCrops(
        DataSplit.each(data.training()),
        data.patch().orElseThrow(),
        frame(),
        encoding(),
        batch,
        seeds);
  }

  private PositionalEncoding encoding() {
    return architecture.encoding();
  }

  /** Up to {@code count} training signals, with encoded coordinates, to fit quantizers on. */
  public List<Signal> trainingSignals(int count) {
    return data.patch().isPresent()
        ? crops(count, SeedTree.root(settings.seed()).child("calibration")).batch(0)
        : encode(head(DataSplit.each(data.training()), count));
  }

  /** The first samples of a set that together have at least {@code count} patches, cut up. */
  private List<Samples> pieces(SampleSet set, int count) {
    List<Samples> pieces = new ArrayList<>();
    for (int i = 0; i < set.size() && pieces.size() < count; i++) {
      pieces.addAll(Patching.pieces(set.get(i), data.patch()));
    }
    return pieces;
  }

  /** Samples of one shape as signals that share one coordinate array. */
  private List<Signal> encode(List<Samples> samples) {
    GridShape shape = samples.get(0).shape();
    float[] coordinates =
        encoding().encode(frame().coordinates(shape), frame().dimension(shape.rank()));
    return samples.stream().map(s -> new Signal(s.shape(), coordinates, s.values())).toList();
  }

  private static <T> List<T> head(List<T> list, int count) {
    return list.subList(0, Math.min(count, list.size()));
  }
}
