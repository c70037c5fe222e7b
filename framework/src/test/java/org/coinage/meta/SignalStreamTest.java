package org.coinage.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Signal;
import org.junit.jupiter.api.Test;

class SignalStreamTest {

  private static final int POINTS = 20;
  private static final float[] COORDINATES = new float[2 * POINTS];
  private static final SeedTree SEEDS = SeedTree.root(3);

  /** Signals whose features name signal and point. */
  private static final List<Signal> SIGNALS =
      IntStream.range(0, 10).mapToObj(i -> signal(i, POINTS, COORDINATES)).toList();

  static {
    for (int p = 0; p < POINTS; p++) {
      COORDINATES[2 * p] = p;
      COORDINATES[2 * p + 1] = -p;
    }
  }

  private static Signal signal(int number, int points, float[] coordinates) {
    float[] features = new float[points];
    for (int p = 0; p < points; p++) {
      features[p] = 100 * number + p;
    }
    return new Signal(GridShape.of(points), coordinates, features);
  }

  @Test
  void everyEpochIsAPermutationEvenWhereBatchesSpanTwo() {
    List<Signal> drawn = draw(new ShuffledSignals(SIGNALS, 3, SEEDS), 20);

    List<List<Signal>> epochs = new ArrayList<>();
    for (int from = 0; from < 60; from += 10) {
      epochs.add(drawn.subList(from, from + 10));
    }
    assertThat(epochs)
        .allSatisfy(epoch -> assertThat(epoch).containsExactlyInAnyOrderElementsOf(SIGNALS))
        .doesNotHaveDuplicates();
  }

  @Test
  void batchIsAPureFunctionOfTheStep() {
    List<Signal> expected = draw(new ShuffledSignals(SIGNALS, 3, SEEDS), 20);
    ShuffledSignals backwards = new ShuffledSignals(SIGNALS, 3, SEEDS);
    for (int step = 19; step >= 0; step--) {
      assertThat(backwards.batch(step)).isEqualTo(expected.subList(3 * step, 3 * step + 3));
    }
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    assertThat(draw(new ShuffledSignals(SIGNALS, 3, SeedTree.root(4)), 20))
        .isNotEqualTo(draw(new ShuffledSignals(SIGNALS, 3, SEEDS), 20));
  }

  @Test
  void batchMayBeLargerThanAnEpoch() {
    List<Signal> batch = new ShuffledSignals(SIGNALS, 25, SEEDS).batch(0);
    assertThat(batch).hasSize(25);
    assertThat(batch.subList(0, 10)).containsExactlyInAnyOrderElementsOf(SIGNALS);
  }

  @Test
  void nothingToDrawFromIsRefused() {
    assertThatThrownBy(() -> new ShuffledSignals(List.of(), 3, SEEDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 from 0 signals");
    assertThatThrownBy(() -> new ShuffledSignals(SIGNALS, 0, SEEDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batches of 0");
  }

  @Test
  void subsetOfPointsIsDistinctAndTheSameForTheBatch() {
    SignalStream stream = subsampling(7);
    Set<List<Integer>> subsets = new HashSet<>();
    for (int step = 0; step < 30; step++) {
      List<Signal> batch = stream.batch(step);
      List<Integer> points = points(batch.get(0));
      assertThat(points).hasSize(7).doesNotHaveDuplicates();
      for (Signal signal : batch) {
        assertThat(points(signal)).isEqualTo(points);
        assertThat(signal.coordinates()).isSameAs(batch.get(0).coordinates());
        for (int i = 0; i < 7; i++) {
          assertThat(signal.coordinates()[2 * i]).isEqualTo(points.get(i).floatValue());
          assertThat(signal.coordinates()[2 * i + 1]).isEqualTo(-points.get(i).floatValue());
        }
      }
      subsets.add(points);
    }
    assertThat(subsets).as("a new subset each step").hasSize(30);
  }

  @Test
  void everyPointIsChosenAboutEquallyOften() {
    SignalStream stream = subsampling(5);
    int[] counts = new int[POINTS];
    for (int step = 0; step < 2000; step++) {
      points(stream.batch(step).get(0)).forEach(point -> counts[point]++);
    }
    // Expected 500 with a deviation of 19; the seed is fixed.
    assertThat(IntStream.of(counts)).allMatch(count -> count > 420 && count < 580);
  }

  @Test
  void subsetIsAPureFunctionOfTheStep() {
    List<Integer> expected = points(subsampling(7).batch(12).get(0));
    SignalStream other = subsampling(7);
    other.batch(40);
    assertThat(points(other.batch(12).get(0))).isEqualTo(expected);
  }

  @Test
  void signalsOnOtherCoordinatesKeepTheirOwn() {
    float[] others = COORDINATES.clone();
    List<Signal> batch = List.of(SIGNALS.get(0), signal(1, POINTS, others));
    List<Signal> found = new PointSubsampling(step -> batch, 7, SEEDS).batch(0);
    assertThat(found.get(1).coordinates())
        .isNotSameAs(found.get(0).coordinates())
        .isEqualTo(found.get(0).coordinates());
  }

  @Test
  void fewPointsAreAllKept() {
    ShuffledSignals source = new ShuffledSignals(SIGNALS, 3, SEEDS);
    assertThat(new PointSubsampling(source, POINTS, SEEDS).batch(2)).isEqualTo(source.batch(2));
  }

  @Test
  void signalsOfDifferentLengthAreRefused() {
    List<Signal> batch = List.of(SIGNALS.get(0), signal(1, 4, new float[8]));
    assertThatThrownBy(() -> new PointSubsampling(step -> batch, 3, SEEDS).batch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("equally many points");
    assertThatThrownBy(() -> new PointSubsampling(step -> batch, 0, SEEDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("points = 0");
  }

  private static SignalStream subsampling(int points) {
    return new PointSubsampling(new ShuffledSignals(SIGNALS, 3, SEEDS), points, SEEDS.child("p"));
  }

  private static List<Integer> points(Signal signal) {
    List<Integer> points = new ArrayList<>();
    for (float feature : signal.features()) {
      points.add((int) feature % 100);
    }
    return points;
  }

  private static List<Signal> draw(SignalStream stream, int steps) {
    return IntStream.range(0, steps).mapToObj(stream::batch).flatMap(List::stream).toList();
  }
}
