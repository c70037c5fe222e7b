package org.coinage.datasets;

import java.util.List;
import org.coinage.signal.Samples;

/**
 * A data set: a fixed, ordered number of samples that can be asked for in any order, any number of
 * times, with the same answer. Thread-safe.
 *
 * <p>Where to start: {@link Cifar10}, {@link Mnist}, {@link org.coinage.datasets.image.ImageFolder}
 * read files, {@link org.coinage.datasets.generate.DeadLeaves} needs none.
 */
public interface SampleSet {

  /** What to call the set in logs and reports, as in {@code cifar10[0, 3500)}. */
  String name();

  /** Number of samples; may be 0 for a view, never for a set read from files. */
  int size();

  /**
   * The sample at an index.
   *
   * @throws IndexOutOfBoundsException if the index is not in [0, {@link #size()})
   * @throws DatasetException if its file is missing or damaged
   */
  Samples get(int index);

  /**
   * Where the sample comes from, unique within the set: a relative file name, or a file and a
   * position in it.
   *
   * @throws IndexOutOfBoundsException if the index is not in [0, {@link #size()})
   */
  String id(int index);

  /**
   * SHA-256, 64 lower-case hexadecimal digits, of the samples in their order (or, for a generated
   * set, of all that determines them). Equal fingerprints mean equal samples. Computed on the first
   * call, which reads the whole set, and kept.
   *
   * @throws DatasetException if a file is missing or damaged
   */
  String fingerprint();

  /**
   * The samples from one index up to, not including, another, as a view.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
   */
  default SampleSet slice(int from, int to) {
    return SampleView.slice(this, from, to);
  }

  /**
   * The chosen samples in the given order, as a view; an index may come more than once, and then
   * its id does too.
   *
   * @throws IndexOutOfBoundsException if an index is not in [0, {@link #size()})
   */
  default SampleSet select(int... indices) {
    return SampleView.select(this, indices);
  }

  /**
   * The samples of all sets, one set after the other, as a view; ids are prefixed by the sets'
   * names.
   */
  static SampleSet concat(List<? extends SampleSet> sets) {
    return SampleView.concat(sets);
  }
}
