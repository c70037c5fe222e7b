package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

/** What every {@link SparsityMethod} keeps. */
abstract class SparsityMethodContract {

  static final int STEPS = 120;

  /** A new object of the method under test. */
  abstract SparsityMethod method();

  /** Entries in the support after a step, or -1 where the method does not promise a number. */
  abstract long keptAfter(OuterClock clock);

  /** Prefix of the arrays by which the transform is differentiable; empty for none. */
  String auxiliary() {
    return "";
  }

  /** Whether the latent values of pruned weights are zero, rather than kept for a revival. */
  boolean zeroesLatentValues() {
    return true;
  }

  SparseState begun() {
    return method().begin(ToyNetwork.fresh(1), ToyNetwork.clock(0, STEPS));
  }

  /** The states after every step of a course. */
  List<SparseState> course() {
    SparsityMethod method = method();
    List<SparseState> states = new ArrayList<>();
    SparseState state = begun();
    for (int t = 0; t < STEPS; t++) {
      state = ToyNetwork.step(method, state, ToyNetwork.clock(t, STEPS));
      states.add(state);
    }
    return states;
  }

  @Test
  void numbersOfKeptWeightsAreExactAfterEveryStep() {
    SparsityMethod method = method();
    List<SparseState> course = course();
    for (int t = 0; t < STEPS; t++) {
      long expected = keptAfter(ToyNetwork.clock(t, STEPS));
      Masks support = method.support(course.get(t));
      assertThat(support.size()).isEqualTo(ToyNetwork.SPARSIFIABLE);
      if (expected >= 0) {
        assertThat(support.kept()).as("after step %d", t).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsOutsideTheSupportIsExactlyZeroAfterEveryStep() {
    SparsityMethod method = method();
    for (SparseState state : course()) {
      Masks support = method.support(state);
      WeightTransform evaluation = method.evaluation(state);
      support
          .byTensor()
          .forEach(
              (tensor, mask) -> {
                double[] effective = evaluation.effective(tensor, state.value(tensor));
                requireZeros(mask, effective);
                if (zeroesLatentValues()) {
                  requireZeros(mask, state.value(tensor));
                  Arrays.stream(state.slots().get(tensor))
                      .forEach(slot -> requireZeros(mask, slot));
                }
              });
    }
  }

  private static void requireZeros(double[] mask, double[] values) {
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == 0) {
        assertThat(values[i]).isZero();
      }
    }
  }

  @Test
  void theEndIsMaskedWeightsAndNothingElse() {
    SparsityMethod method = method();
    List<SparseState> course = course();
    SparseState last = course.get(STEPS - 1);
    SparseState finished = method.finish(last);

    Masks masks = Masks.in(finished.memory());
    assertThat(finished.memory()).hasSameSizeAs(masks.byTensor());
    assertThat(masks.byTensor().keySet()).containsExactly("hidden.weight", "map.weight");
    masks
        .byTensor()
        .forEach(
            (tensor, mask) -> {
              assertThat(Arrays.stream(finished.value(tensor)).filter(w -> w != 0).count())
                  .isEqualTo(masks.kept(tensor));
              assertThat(finished.value(tensor))
                  .isEqualTo(method.evaluation(last).effective(tensor, last.value(tensor)));
              requireZeros(mask, finished.value(tensor));
              Arrays.stream(finished.slots().get(tensor)).forEach(s -> requireZeros(mask, s));
            });
    assertThat(finished.value("first.weight")).isEqualTo(last.value("first.weight"));
  }

  @Test
  void gradientsOutsideTheSupportAreReadWhereAskedForAlone() {
    SparsityMethod method = method();
    SparseState state = begun();
    for (int t = 0; t < STEPS; t++) {
      OuterClock clock = ToyNetwork.clock(t, STEPS);
      SparseState next = ToyNetwork.step(method, state, clock);
      if (!method.needsPrunedGradients(clock)) {
        Masks support = method.support(method.before(state, clock));
        assertSame(ToyNetwork.step(method, state, clock, support::masked), next);
      }
      state = next;
    }
  }

  @Test
  void equalSeedsGiveEqualBits() {
    assertSame(course().get(STEPS - 1), course().get(STEPS - 1));
  }

  /** As a run that is killed and resumed after every single step, by another process. */
  @Test
  void aCourseThroughCheckpointsKeepsTheBits() {
    SparseState state = begun();
    for (int t = 0; t < STEPS; t++) {
      state = ToyNetwork.step(method(), reread(state), ToyNetwork.clock(t, STEPS));
    }
    assertSame(state, course().get(STEPS - 1));
  }

  private static SparseState reread(SparseState state) {
    Map<String, double[]> memory = new TreeMap<>();
    state.memory().forEach((name, array) -> memory.put(name, array.clone()));
    return state.withMemory(memory);
  }

  private static void assertSame(SparseState found, SparseState expected) {
    assertThat(found.memory().keySet()).isEqualTo(expected.memory().keySet());
    found.memory().forEach((n, a) -> assertThat(a).as(n).isEqualTo(expected.memory().get(n)));
    found.values().forEach((n, a) -> assertThat(a).as(n).isEqualTo(expected.values().get(n)));
    found.slots().forEach((n, a) -> assertThat(a).as(n).isDeepEqualTo(expected.slots().get(n)));
  }

  @Test
  void aStepLeavesTheStateBeforeItAlone() {
    SparsityMethod method = method();
    SparseState state = begun();
    for (int t = 0; t < STEPS; t++) {
      SparseState copy = deepCopy(state);
      SparseState next = ToyNetwork.step(method, state, ToyNetwork.clock(t, STEPS));
      assertSame(state, copy);
      state = next;
    }
  }

  private static SparseState deepCopy(SparseState state) {
    Map<String, double[]> values = new TreeMap<>();
    state.values().forEach((name, array) -> values.put(name, array.clone()));
    Map<String, double[][]> slots = new TreeMap<>();
    state
        .slots()
        .forEach(
            (name, arrays) ->
                slots.put(
                    name, Arrays.stream(arrays).map(double[]::clone).toArray(double[][]::new)));
    return reread(state).withValues(values).withSlots(slots);
  }

  @Test
  void nothingIsEverNotANumber() {
    for (SparseState start : List.of(ToyNetwork.fresh(1), zeros())) {
      SparsityMethod method = method();
      SparseState state = method.begin(start, ToyNetwork.clock(0, STEPS));
      for (int t = 0; t < STEPS; t++) {
        state = ToyNetwork.step(method, state, ToyNetwork.clock(t, STEPS));
        state.values().forEach((name, array) -> requireFinite(name, array));
        state.memory().forEach((name, array) -> requireFinite(name, array));
      }
    }
  }

  private static SparseState zeros() {
    SparseState fresh = ToyNetwork.fresh(1);
    Map<String, double[]> values = new TreeMap<>();
    fresh.values().forEach((name, array) -> values.put(name, new double[array.length]));
    return fresh.withValues(values);
  }

  private static void requireFinite(String name, double[] array) {
    assertThat(Arrays.stream(array).allMatch(Double::isFinite)).as(name).isTrue();
  }

  @Test
  void pullbackAgreesWithDifferences() {
    SparsityMethod method = method();
    SparseState state = course().get(STEPS / 3);
    OuterClock clock = ToyNetwork.clock(STEPS / 3 + 1, STEPS);
    WeightTransform transform = method.transform(state, clock);
    for (NamedTensor tensor : ToyNetwork.TENSORS) {
      String name = tensor.name();
      RandomGenerator random = SeedTree.root(6).child(name).generator();
      double[] latent = state.value(name);
      double[] gradient = random.doubles(latent.length, -1, 1).toArray();
      double[] direction = random.doubles(latent.length, -1, 1).toArray();
      WeightTransform.Pullback pulled = transform.pullback(name, latent, gradient);
      double h = 1e-6;
      double difference =
          (dot(gradient, transform.effective(name, moved(latent, direction, h)))
                  - dot(gradient, transform.effective(name, moved(latent, direction, -h))))
              / (2 * h);
      assertThat(dot(pulled.latent(), direction)).as(name).isCloseTo(difference, within(1e-8));
      if (tensor.sparsifiable() && !auxiliary().isEmpty()) {
        String key = auxiliary() + name;
        double[] own = state.remembered(key);
        double[] turn = random.doubles(own.length, -1, 1).toArray();
        double[] ahead = effective(state.remembering(key, moved(own, turn, h)), name, clock);
        double[] behind = effective(state.remembering(key, moved(own, turn, -h)), name, clock);
        assertThat(dot(pulled.auxiliary(), turn))
            .as(key)
            .isCloseTo((dot(gradient, ahead) - dot(gradient, behind)) / (2 * h), within(1e-7));
      }
    }
  }

  private double[] effective(SparseState state, String tensor, OuterClock clock) {
    return method().transform(state, clock).effective(tensor, state.value(tensor));
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  private static double[] moved(double[] values, double[] direction, double by) {
    double[] moved = values.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by * direction[i];
    }
    return moved;
  }
}
