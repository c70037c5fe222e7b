package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder of measurements of {@code bench} as Markdown, in the order of the file names. */
public final class BenchmarkTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchmarkTable() {}

  /** Whether a folder holds measurements of benchmarks. */
  public static boolean isOne(Path folder) throws IOException {
    List<Path> files = files(folder);
    return !files.isEmpty() && JSON.readTree(files.get(0).toFile()).has("benchmark");
  }

  /**
   * The Markdown of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| work | median s | useful GFLOP/s | of the peak | signals/s | memory MB |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Path file : files(folder)) {
      JsonNode found = JSON.readTree(file.toFile());
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %.1f | %.0f %% of %.0f | %.1f | %s |\n",
              found.path("workload").asText(),
              found.path("median_s").asDouble(),
              found.path("useful_gflops").asDouble(),
              100 * found.path("fraction_of_peak").asDouble(),
              found.path("peak_gflops").asDouble(),
              found.path("signals_per_s").asDouble(),
              found.has("peak_rss_mb")
                  ? String.format(Locale.ROOT, "%.0f", found.path("peak_rss_mb").asDouble())
                  : ""));
    }
    return text.toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
