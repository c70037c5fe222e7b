package org.coinage.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.coinage.field.ParameterLayout;

/**
 * Runs a {@link Recipe} from a fresh state, or from the newest good checkpoint where there is one.
 * For one run and one thread.
 */
public final class Trainer {

  private final Recipe recipe;
  private final TrainerSettings settings;
  private final CheckpointStore store;
  private final StopRequest stop;
  private final List<EventSink> sinks;
  private final DivergenceGuard guard;

  private TrainingState state;
  private TrainingState pointOfReturn;
  private OptionalDouble score = OptionalDouble.empty();
  private long savedAt;

  /**
   * A trainer for one run.
   *
   * @param store the run's checkpoints, closed by the caller
   * @param sinks told every event in order, closed by the caller
   */
  public Trainer(
      Recipe recipe,
      TrainerSettings settings,
      CheckpointStore store,
      StopRequest stop,
      List<EventSink> sinks) {
    this.recipe = recipe;
    this.settings = settings;
    this.store = store;
    this.stop = stop;
    this.sinks = List.copyOf(sinks);
    this.guard = new DivergenceGuard(settings.guard());
  }

  /**
   * Runs to the end of the recipe.
   *
   * @param initial the state before the first stage; where there is a checkpoint, what it is
   *     checked against
   * @return the state after the last step
   * @throws TrainingInterrupted if a stop was requested; a checkpoint has been written
   * @throws TrainingDivergedException if the rollbacks allowed did not help
   * @throws CheckpointException if a checkpoint cannot be written, or the one there belongs to
   *     another model, recipe or seed
   */
  public TrainingState run(TrainingState initial) {
    Optional<Checkpoint> found = store.latest();
    found.ifPresent(checkpoint -> checkMatch(checkpoint, initial));
    state = found.map(Checkpoint::state).orElse(initial);
    pointOfReturn = found.map(Checkpoint::pointOfReturn).orElse(initial);
    savedAt = System.nanoTime();
    tell(
        new TrainingEvent.RunStarted(
            state.position(), recipe.names(), recipe.steps(), found.isPresent()));
    while (true) {
      if (isStageOver()) {
        if (state.stage() + 1 == recipe.stages().size()) {
          tell(new TrainingEvent.RunEnded(state.position(), true));
          return state;
        }
        beginNextStage();
      }
      step(stage());
    }
  }

  private Stage stage() {
    return recipe.stages().get(state.stage());
  }

  private boolean isStageOver() {
    return state.stage() < 0 || state.stageStep() >= stage().steps();
  }

  private void beginNextStage() {
    TrainingState entry = state.atNextStage();
    Stage stage = recipe.stages().get(entry.stage());
    TrainingState begun = stage.begin(entry);
    checkCounters(stage, entry, begun);
    ParameterLayout expected = stage.layout(entry.theta().layout());
    if (!begun.theta().layout().equals(expected)) {
      throw new IllegalStateException(
          "stage '%s' announced other tensors than it began with: %s"
              .formatted(stage.name(), differences(begun.theta().layout(), expected)));
    }
    Optional<String> notFinite = begun.firstNotFinite();
    if (notFinite.isPresent()) {
      throw diverged(begun.step(), stage, notFinite.get() + " has an entry that is not finite");
    }
    state = begun;
    pointOfReturn = begun;
    tell(new TrainingEvent.StageStarted(state.position(), stage.name(), stage.steps()));
  }

  private void step(Stage stage) {
    long start = System.nanoTime();
    StepOutcome outcome = stage.advance(state);
    checkCounters(stage, state, outcome.state());
    GuardMemory memory = outcome.comparable() ? state.guard() : state.guard().withoutLosses();
    Optional<String> objection = guard.objection(memory, outcome);
    score = OptionalDouble.empty();
    boolean due;
    if (objection.isPresent()) {
      rollBack(stage, objection.get());
      due = true;
    } else {
      state = outcome.state().stepped(guard.observe(memory, outcome.loss()));
      tell(
          new TrainingEvent.StepDone(
              state.position(), stage.name(), outcome.metrics(), secondsSince(start)));
      boolean onSchedule = state.step() % settings.checkpointEvery() == 0 || isStageOver();
      if (onSchedule && guard.isCalm(state.guard())) {
        pointOfReturn = state;
      }
      due = validate(stage) || onSchedule;
    }
    due |= System.nanoTime() - savedAt >= settings.checkpointInterval().toNanos();
    boolean stopping = stop.isRequested();
    Path written = due || stopping ? save() : null;
    if (stopping) {
      tell(new TrainingEvent.RunEnded(state.position(), false));
      throw new TrainingInterrupted(state.step(), written, store.run());
    }
  }

  private void rollBack(Stage stage, String reason) {
    Position refused =
        new Position(state.position().attempt(), state.step() + 1, state.position().stage());
    if (!guard.mayRollBack(state.guard())) {
      tell(new TrainingEvent.Diverged(refused, reason));
      throw diverged(refused.step(), stage, reason);
    }
    state = guard.rollBack(pointOfReturn);
    pointOfReturn = state;
    tell(new TrainingEvent.RolledBack(refused, reason, state.step(), state.learningRateScale()));
  }

  private TrainingDivergedException diverged(long step, Stage stage, String reason) {
    return new TrainingDivergedException(
        state, step, stage.name(), reason, store.latestDirectory().orElse(null));
  }

  /** Validates where it is time to; whether the state is the best one of its stage so far. */
  private boolean validate(Stage stage) {
    if (state.stageStep() % settings.validateEvery() != 0 && !isStageOver()) {
      return false;
    }
    long start = System.nanoTime();
    Map<String, Double> metrics = stage.validate(state);
    if (metrics.isEmpty()) {
      return false;
    }
    tell(new TrainingEvent.Validated(state.position(), stage.name(), metrics, secondsSince(start)));
    Double loss = metrics.get(StepOutcome.LOSS);
    if (loss == null || !Double.isFinite(loss)) {
      return false;
    }
    score = OptionalDouble.of(loss);
    OptionalDouble best = store.bestScore(state.stage());
    return best.isEmpty() || loss < best.getAsDouble();
  }

  private Path save() {
    sinks.forEach(EventSink::flush);
    Path written = store.save(new Checkpoint(recipe.names(), state, pointOfReturn, score));
    savedAt = System.nanoTime();
    tell(new TrainingEvent.CheckpointWritten(state.position(), written));
    return written;
  }

  private void tell(TrainingEvent event) {
    sinks.forEach(sink -> sink.accept(event));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private static void checkCounters(Stage stage, TrainingState before, TrainingState after) {
    if (!after.sameCourseAs(before)) {
      throw new IllegalStateException(
          "stage '%s' changed what belongs to the trainer: %s became %s"
              .formatted(stage.name(), before, after));
    }
  }

  private void checkMatch(Checkpoint checkpoint, TrainingState initial) {
    TrainingState saved = checkpoint.state();
    if (saved.seed() != initial.seed()) {
      throw new CheckpointException.Mismatch(
          "the checkpoint was written with seed %d, this run has seed %d; resume with the same"
              .formatted(saved.seed(), initial.seed()));
    }
    int begun = saved.stage() + 1;
    List<String> names = recipe.names();
    if (names.size() < begun
        || !names.subList(0, begun).equals(checkpoint.stages().subList(0, begun))) {
      throw new CheckpointException.Mismatch(
          "the checkpoint is in stage %d of %s, this run has stages %s; resume with the same"
              .formatted(begun, checkpoint.stages(), names));
    }
    ParameterLayout expected = recipe.layout(initial.theta().layout(), saved.stage());
    if (!saved.theta().layout().equals(expected)) {
      throw new CheckpointException.Mismatch(
          "the checkpoint belongs to another model: "
              + differences(saved.theta().layout(), expected));
    }
  }

  private static String differences(ParameterLayout found, ParameterLayout expected) {
    StringBuilder text = new StringBuilder();
    for (ParameterLayout.Tensor tensor : found.tensors()) {
      if (!expected.contains(tensor.name())) {
        text.append("'%s' %s is not expected; ".formatted(tensor.name(), tensor.shape()));
      }
    }
    for (ParameterLayout.Tensor tensor : expected.tensors()) {
      if (!found.contains(tensor.name())) {
        text.append("'%s' %s is missing; ".formatted(tensor.name(), tensor.shape()));
      } else {
        List<Integer> shape = found.tensors().get(found.index(tensor.name())).shape();
        if (!shape.equals(tensor.shape())) {
          text.append(
              "'%s' has shape %s, expected %s; ".formatted(tensor.name(), shape, tensor.shape()));
        }
      }
    }
    return text.isEmpty() ? "the tensors stand in another order" : text.toString();
  }
}
