package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** A folder of trained classifiers as Markdown: a row per method, mean and deviation over seeds. */
public final class ClassifierTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the others are compared with. */
  private static final String DENSE = "dense";

  private ClassifierTable() {}

  /** Whether a folder holds trained classifiers. */
  public static boolean isOne(Path folder) throws IOException {
    List<Path> files = files(folder);
    return !files.isEmpty() && JSON.readTree(files.get(0).toFile()).has("classifier");
  }

  /**
   * The Markdown of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    Map<String, List<JsonNode>> methods = new TreeMap<>();
    for (Path file : files(folder)) {
      JsonNode result = JSON.readTree(file.toFile());
      methods
          .computeIfAbsent(result.path("classifier").asText(), unused -> new ArrayList<>())
          .add(result);
    }
    double dense = errors(methods.getOrDefault(DENSE, List.of())).getMean();
    StringBuilder text = new StringBuilder();
    text.append("| method | seeds | density | expected density | test error | against dense |\n");
    text.append("|---|---|---|---|---|---|\n");
    methods.forEach(
        (name, results) -> {
          SummaryStatistics errors = errors(results);
          SummaryStatistics density = new SummaryStatistics();
          SummaryStatistics expected = new SummaryStatistics();
          for (JsonNode result : results) {
            density.addValue(
                100 * result.path("kept").asDouble() / result.path("weights").asDouble());
            expected.addValue(100 * result.path("expected_density").asDouble());
          }
          text.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %d | %.2f %% ± %.2f | %.2f %% ± %.2f | %.2f %% ± %.2f | %+.2f |\n",
                  name,
                  results.size(),
                  density.getMean(),
                  density.getStandardDeviation(),
                  expected.getMean(),
                  expected.getStandardDeviation(),
                  errors.getMean(),
                  errors.getStandardDeviation(),
                  errors.getMean() - dense));
        });
    return text.toString();
  }

  private static SummaryStatistics errors(List<JsonNode> results) {
    SummaryStatistics errors = new SummaryStatistics();
    results.forEach(result -> errors.addValue(result.path("test_error_percent").asDouble()));
    return errors;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
