package org.coinage.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;

/** What every {@link SampleSet} promises; a new one's test extends this class. */
public abstract class SampleSetContract {

  /** A set of at least three samples, opened anew. */
  protected abstract SampleSet open();

  @Test
  final void hasANameAndSamples() {
    SampleSet set = open();
    assertThat(set.name()).isNotBlank();
    assertThat(set.size()).isGreaterThanOrEqualTo(3);
  }

  @Test
  final void givesTheSameSampleAgain() {
    SampleSet set = open();
    SampleSet other = open();
    for (int i : new int[] {set.size() - 1, 0, 1}) {
      assertSame(set.get(i), set.get(i));
      assertSame(set.get(i), other.get(i));
    }
  }

  @Test
  final void valuesLieInTheUnitInterval() {
    for (float value : open().get(0).values()) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  final void idsAreUnique() {
    SampleSet set = open();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < set.size(); i++) {
      assertThat(ids.add(set.id(i))).as("id %s", set.id(i)).isTrue();
    }
  }

  @Test
  final void refusesIndicesOutsideTheSet() {
    SampleSet set = open();
    for (int index : new int[] {-1, set.size(), Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> set.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> set.id(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  final void fingerprintIsStableAndTellsOrderAndChoice() {
    SampleSet set = open();
    assertThat(set.fingerprint()).matches("[0-9a-f]{64}").isEqualTo(open().fingerprint());
    SampleSet three = set.slice(0, 3);
    assertThat(three.fingerprint())
        .isEqualTo(set.select(0, 1, 2).fingerprint())
        .isEqualTo(SampleSet.concat(List.of(set.slice(0, 1), set.slice(1, 3))).fingerprint())
        .isNotEqualTo(set.select(2, 1, 0).fingerprint())
        .isNotEqualTo(set.slice(0, 2).fingerprint());
  }

  @Test
  final void viewsReferToTheSameSamples() {
    SampleSet set = open();
    SampleSet reversed = set.slice(0, 3).select(2, 1, 0);
    assertThat(reversed.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertSame(reversed.get(i), set.get(2 - i));
      assertThat(reversed.id(i)).isEqualTo(set.id(2 - i));
    }
    assertThatThrownBy(() -> set.slice(1, set.size() + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.select(set.size())).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  final void manyThreadsReadTheSameSamples() {
    SampleSet set = open();
    Samples expected = set.get(1);
    List<Samples> found = IntStream.range(0, 16).parallel().mapToObj(i -> set.get(i % 3)).toList();
    for (int i = 1; i < 16; i += 3) {
      assertSame(found.get(i), expected);
    }
  }

  /** Equality of shape and values. */
  protected static void assertSame(Samples found, Samples expected) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.channels()).isEqualTo(expected.channels());
    assertThat(found.values()).containsExactly(expected.values());
  }
}
