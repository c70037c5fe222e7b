package org.coinage.experiments.classifier;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coinage.fitting.AdamUpdate;
import org.coinage.kernel.SeedTree;
import org.coinage.sparsity.L0Gates;
import org.coinage.sparsity.LearningRateHistory;
import org.coinage.sparsity.NamedTensor;
import org.coinage.sparsity.OuterClock;
import org.coinage.sparsity.SparseState;
import org.coinage.sparsity.SparseStep;
import org.coinage.sparsity.SparsityMethod;
import org.coinage.training.SparsifiedParts;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains a classifier by Adam, dense or under a method of sparsity: each step the method's
 * transform, DL4J's gradient at the effective weights, the pullback, the update, and the method's
 * own turn with masks applied to weights and moments.
 */
public final class ClassifierTraining {

  private static final SparsifiedParts ALL = new SparsifiedParts(true, true, true, false);

  private final ClassifierSettings settings;
  private final LabelledImages training;
  private final LabelledImages test;

  /**
   * A sparse course.
   *
   * @param method made for the learning rates of the dense training before it
   * @param afterDense whether half of the epochs are dense training, which the method starts from
   * @param parts layers that take part
   */
  public record Course(
      Function<LearningRateHistory, SparsityMethod> method,
      boolean afterDense,
      SparsifiedParts parts) {}

  /** A training on images, judged on others. */
  public ClassifierTraining(
      ClassifierSettings settings, LabelledImages training, LabelledImages test) {
    this.settings = settings;
    this.training = training;
    this.test = test;
  }

  /**
   * Trains a network; the same seed gives the same result.
   *
   * @param name for the result
   * @param course nothing for a dense network
   * @param progress is told of every epoch
   */
  public ClassifierResult run(
      String name, Optional<Course> course, long seed, Consumer<String> progress) {
    SparsifiedParts parts = course.map(Course::parts).orElse(ALL);
    ClassifierNetwork network =
        new ClassifierNetwork(settings.widths(), seed, DataType.FLOAT, parts);
    SeedTree seeds = SeedTree.root(seed);
    SparseState state = fresh(network);
    boolean prunes = course.isPresent() && course.get().afterDense();
    int dense = course.isEmpty() ? settings.epochs() : prunes ? settings.epochs() / 2 : 0;
    if (dense > 0) {
      state = course(network, new DenseTraining(), state, dense, 0, seeds, progress);
    }
    double closed = 0;
    if (course.isPresent()) {
      LearningRateHistory history =
          LearningRateHistory.constant((long) Math.max(1, dense) * settings.steps(training.size()));
      SparsityMethod method = course.get().method().apply(history);
      int rest = settings.epochs() - dense;
      SparseState last = course(network, method, state, rest, dense, seeds, progress);
      closed =
          method instanceof L0Gates gates
              ? gates.census(last).weights() - gates.census(last).expected()
              : Double.NaN;
      state = method.finish(last);
    }
    network.take(state.values());
    long weights = weights(network).mapToLong(NamedTensor::size).sum();
    SparseState end = state;
    long kept =
        weights(network)
            .flatMapToDouble(tensor -> Arrays.stream(end.value(tensor.name())))
            .filter(weight -> weight != 0)
            .count();
    return new ClassifierResult(
        name,
        seed,
        settings.epochs(),
        weights,
        kept,
        Double.isNaN(closed) ? (double) kept / weights : 1 - closed / weights,
        error(network));
  }

  /** A network without moments or memory, all its weights in play. */
  private static SparseState fresh(ClassifierNetwork network) {
    Map<String, double[][]> slots = new TreeMap<>();
    for (NamedTensor tensor : network.tensors()) {
      slots.put(tensor.name(), new double[2][tensor.size()]);
    }
    return new SparseState(network.tensors(), network.values(), slots, Map.of());
  }

  private static Stream<NamedTensor> weights(ClassifierNetwork network) {
    return network.tensors().stream().filter(tensor -> tensor.role() == NamedTensor.Role.WEIGHT);
  }

  private SparseState course(
      ClassifierNetwork network,
      SparsityMethod method,
      SparseState entry,
      int epochs,
      int before,
      SeedTree seeds,
      Consumer<String> progress) {
    int perEpoch = settings.steps(training.size());
    long steps = (long) epochs * perEpoch;
    SeedTree own = seeds.child("method").child(before);
    SparseState state =
        method.begin(
            fresh(network).withValues(entry.values()),
            new OuterClock(0, steps, own.child("begin")));
    int updates = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] order = shuffled(seeds.child("epoch").child(before + epoch).generator());
      double loss = 0;
      for (int i = 0; i < perEpoch; i++) {
        long step = (long) epoch * perEpoch + i;
        int from = i * settings.batch();
        int[] batch =
            Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batch()));
        Step taken =
            step(
                network,
                method,
                state,
                batch,
                new OuterClock(step, steps, own.child(step)),
                updates);
        state = taken.state();
        updates = taken.updates();
        loss += taken.loss() / perEpoch;
      }
      progress.accept(
          "epoch %d of %d, loss %.4f".formatted(before + epoch + 1, settings.epochs(), loss));
    }
    return state;
  }

  private record Step(SparseState state, int updates, double loss) {}

  private Step step(
      ClassifierNetwork network,
      SparsityMethod method,
      SparseState state,
      int[] batch,
      OuterClock clock,
      int updates) {
    SparseStep step = new SparseStep(method, state, clock);
    SparseState prepared = step.prepared();
    network.take(step.effective());
    float[][] images =
        Arrays.stream(batch).mapToObj(i -> training.images()[i]).toArray(float[][]::new);
    int[] labels = Arrays.stream(batch).map(i -> training.labels()[i]).toArray();
    ClassifierNetwork.Gradient found = network.gradient(images, labels);
    SparseStep.Pulled pulled = step.pullback(found.gradient());
    double factor = method.learningRateFactor(prepared, clock).orElse(1);
    boolean moves = method.updatesWeights(clock);
    int counted = unmoved(prepared) ? 1 : updates + 1; // cleared moments are corrected anew
    SparseState moved =
        moves ? moved(prepared, pulled.latent(), factor * settings.rate(), counted) : prepared;
    return new Step(step.after(moved, pulled), moves ? counted : updates, found.loss());
  }

  private static boolean unmoved(SparseState state) {
    return state.slots().values().stream()
        .allMatch(slots -> Arrays.stream(slots[1]).allMatch(moment -> moment == 0));
  }

  private static SparseState moved(
      SparseState state, Map<String, double[]> gradients, double rate, int update) {
    Map<String, double[]> values = new TreeMap<>();
    Map<String, double[][]> slots = new TreeMap<>();
    state
        .values()
        .forEach(
            (name, value) -> {
              double[] moved = value.clone();
              double[] first = state.slots().get(name)[0].clone();
              double[] second = state.slots().get(name)[1].clone();
              AdamUpdate.STANDARD.step(
                  update, first, second, 0, gradients.get(name), 1, rate, moved);
              values.put(name, moved);
              slots.put(name, new double[][] {first, second});
            });
    return state.withValues(values).withSlots(slots);
  }

  private int[] shuffled(RandomGenerator random) {
    int[] order = IntStream.range(0, training.size()).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  private double error(ClassifierNetwork network) {
    int block = 1000;
    int wrong = 0;
    for (int from = 0; from < test.size(); from += block) {
      int to = Math.min(test.size(), from + block);
      int[] found = network.classify(Arrays.copyOfRange(test.images(), from, to));
      for (int i = from; i < to; i++) {
        wrong += found[i - from] == test.labels()[i] ? 0 : 1;
      }
    }
    return 100.0 * wrong / test.size();
  }
}
