package org.coinage.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coinage.signal.Samples;

/** Samples of other sets by reference: a list of (set, index). Immutable. */
final class SampleView implements SampleSet {

  private final String name;
  private final List<SampleSet> sets;
  private final int[] indices;
  private final boolean prefixed;
  private final Fingerprint fingerprint = Fingerprint.ofSamples(this);

  /** Sample i of the view is sample {@code indices[i]} of {@code sets.get(i)}. */
  private SampleView(String name, List<SampleSet> sets, int[] indices, boolean prefixed) {
    this.name = name;
    this.sets = sets;
    this.indices = indices;
    this.prefixed = prefixed;
  }

  static SampleView slice(SampleSet set, int from, int to) {
    Objects.checkFromToIndex(from, to, set.size());
    return new SampleView(
        set.name() + "[" + from + ", " + to + ")",
        repeat(set, to - from),
        IntStream.range(from, to).toArray(),
        false);
  }

  static SampleView select(SampleSet set, int[] indices) {
    for (int index : indices) {
      Objects.checkIndex(index, set.size());
    }
    return new SampleView(
        set.name() + "{" + indices.length + " chosen}",
        repeat(set, indices.length),
        indices.clone(),
        false);
  }

  static SampleView concat(List<? extends SampleSet> parts) {
    List<SampleSet> sets = new ArrayList<>();
    IntStream.Builder indices = IntStream.builder();
    for (SampleSet part : parts) {
      for (int i = 0; i < part.size(); i++) {
        sets.add(part);
        indices.add(i);
      }
    }
    return new SampleView(
        parts.stream().map(SampleSet::name).collect(Collectors.joining(" + ")),
        List.copyOf(sets),
        indices.build().toArray(),
        true);
  }

  private static List<SampleSet> repeat(SampleSet set, int times) {
    SampleSet[] sets = new SampleSet[times];
    Arrays.fill(sets, set);
    return List.of(sets);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public Samples get(int index) {
    Objects.checkIndex(index, indices.length);
    return sets.get(index).get(indices[index]);
  }

  @Override
  public String id(int index) {
    Objects.checkIndex(index, indices.length);
    SampleSet set = sets.get(index);
    String id = set.id(indices[index]);
    return prefixed ? set.name() + "/" + id : id;
  }

  @Override
  public String fingerprint() {
    return fingerprint.value();
  }

  @Override
  public String toString() {
    return name + " (" + size() + " samples)";
  }
}
