package org.coinage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedMapTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void resultsComeInIndexOrder(int threads) {
    try (OrderedMap map = new OrderedMap(threads)) {
      assertThat(map.threads()).isEqualTo(threads);
      assertThat(map.map(1000, i -> i * i))
          .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> i * i).toList());
      assertThat(map.map(0, i -> i)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aReportingViewTellsOfEveryFinishedTaskAndChangesNoResult(int threads) {
    AtomicInteger finished = new AtomicInteger();
    try (OrderedMap map = new OrderedMap(threads)) {
      OrderedMap view = map.reporting(finished::incrementAndGet);

      assertThat(view.map(20, i -> i * i)).isEqualTo(map.map(20, i -> i * i));
      assertThat(finished).hasValue(20);
      assertThat(view.threads()).isEqualTo(threads);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void resultsAreConsumedInIndexOrderAndFewExistAtOnce(int threads) {
    List<Integer> consumed = new ArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    try (OrderedMap map = new OrderedMap(threads)) {
      map.forEachInOrder(
          100,
          i -> {
            begun.incrementAndGet();
            return i;
          },
          i -> {
            consumed.add(i);
            assertThat(begun.get() - i).isLessThanOrEqualTo(threads + 1);
          });
    }
    assertThat(consumed).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void nothingIsConsumedAfterAFailure(int threads) {
    List<Integer> consumed = new ArrayList<>();
    try (OrderedMap map = new OrderedMap(threads)) {
      assertThatThrownBy(
              () ->
                  map.forEachInOrder(
                      10,
                      i -> {
                        if (i == 4) {
                          throw new IllegalArgumentException("four");
                        }
                        return i;
                      },
                      consumed::add))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("four");
    }
    assertThat(consumed).containsExactly(0, 1, 2, 3);
  }

  @Test
  void firstResultStaysFirstWhenItEndsLast() {
    CountDownLatch others = new CountDownLatch(1);
    try (OrderedMap map = new OrderedMap(2)) {
      List<Integer> results =
          map.map(
              2,
              i -> {
                if (i == 0) {
                  awaitQuietly(others);
                } else {
                  others.countDown();
                }
                return i;
              });

      assertThat(results).containsExactly(0, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void orderedSumHasTheSameBitsForEveryThreadCount(int threads) {
    try (OrderedMap one = new OrderedMap(1);
        OrderedMap many = new OrderedMap(threads)) {
      assertThat(sum(many)).isEqualTo(sum(one));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void failureOfTheLowestIndexIsThrown(int threads) {
    try (OrderedMap map = new OrderedMap(threads)) {
      assertThatThrownBy(
              () ->
                  map.map(
                      50,
                      i -> {
                        if (i >= 7 && i % 7 == 0) {
                          throw new IllegalStateException("signal " + i);
                        }
                        return i;
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("signal 7");
    }
  }

  @Test
  void otherTasksEndBeforeAFailureIsThrown() {
    AtomicInteger ended = new AtomicInteger();
    try (OrderedMap map = new OrderedMap(3)) {
      assertThatThrownBy(
              () ->
                  map.map(
                      30,
                      i -> {
                        if (i == 0) {
                          throw new IllegalArgumentException("first");
                        }
                        return ended.incrementAndGet();
                      }))
          .hasMessage("first");
    }

    assertThat(ended).hasValue(29);
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThatThrownBy(() -> new OrderedMap(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads = 0 must be at least 1");
  }

  private static double sum(OrderedMap map) {
    double sum = 0;
    for (double value :
        map.map(5000, i -> SeedTree.root(2).child(i).generator().nextGaussian() * 1e-3)) {
      sum += value;
    }
    return sum;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
