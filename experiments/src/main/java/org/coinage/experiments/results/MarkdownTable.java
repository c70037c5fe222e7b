package org.coinage.experiments.results;

import java.io.IOException;
import java.nio.file.Path;

/** The Markdown of a folder of results, whatever it holds. */
public final class MarkdownTable {

  private MarkdownTable() {}

  /**
   * Results of a run, of several runs, of several systems, of sparse base networks, of classifiers,
   * of benchmarks or of fits.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    if (SystemsTable.isOne(folder)) {
      return SystemsTable.of(folder);
    }
    if (SparseBaseTable.isOne(folder)) {
      return SparseBaseTable.of(folder);
    }
    if (GainTable.isOne(folder)) {
      return GainTable.of(folder);
    }
    if (ClassifierTable.isOne(folder)) {
      return ClassifierTable.of(folder);
    }
    if (BenchmarkTable.isOne(folder)) {
      return BenchmarkTable.of(folder);
    }
    return FitTable.isOne(folder) ? FitTable.of(folder) : ResultsTable.of(folder);
  }
}
