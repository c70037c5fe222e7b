package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A folder of several runs' results as Markdown: what each saves against COIN++'s quantizer and
 * what each part of it does. Runs of one kind are named {@code kind-seed}; a last row per kind has
 * mean and standard deviation over seeds.
 */
public final class GainTable {

  private static final String OURS = "Coinage (retrained)";
  private static final String CONTROL = "Coinage (control)";
  private static final String WHITENED = "whitened codes (control)";
  private static final String COINPP = "COIN++ quantizer (control)";

  /** What is compared: heading, what is judged, with what. */
  private enum Column {
    ALL("all of it against COIN++'s quantizer", OURS, COINPP),
    UNTRAINED("without the retraining", CONTROL, COINPP),
    WHITENING("whitening and tables", WHITENED, COINPP),
    ENCODER("encoder", CONTROL, WHITENED),
    CONTEXT("context", OURS, "without context (retrained)"),
    RETRAINING("retraining", OURS, CONTROL),
    PCA("all of it against PCA", OURS, "PCA"),
    JPEG2000("against JPEG 2000", OURS, "JPEG 2000");

    private final String heading;
    private final String test;
    private final String anchor;

    Column(String heading, String test, String anchor) {
      this.heading = heading;
      this.test = test;
      this.anchor = anchor;
    }

    Optional<JsonNode> in(JsonNode summary) {
      for (JsonNode comparison : summary.path("comparisons")) {
        if (comparison.path("test").asText().equals(test)
            && comparison.path("anchor").asText().equals(anchor)
            && comparison.has("bd_rate_percent")) {
          return Optional.of(comparison);
        }
      }
      return Optional.empty();
    }
  }

  private GainTable() {}

  /** Whether a folder holds the results of several runs. */
  public static boolean isOne(Path folder) throws IOException {
    return !runs(folder).isEmpty();
  }

  /**
   * The Markdown of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    Map<String, List<JsonNode>> kinds = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder("| run |");
    for (Column column : Column.values()) {
      text.append(' ').append(column.heading).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(Column.values().length)).append('\n');
    for (Path run : runs(folder)) {
      String name = run.getFileName().toString();
      JsonNode summary = summary(run);
      kinds
          .computeIfAbsent(name.replaceFirst("-\\d+$", ""), unused -> new ArrayList<>())
          .add(summary);
      row(text, name, column -> column.in(summary).map(GainTable::cell).orElse("–"));
    }
    kinds.forEach(
        (kind, summaries) -> {
          if (summaries.size() > 1) {
            row(text, "**" + kind + "**, mean", column -> mean(column, summaries));
          }
        });
    return text.toString();
  }

  /** Comparisons of a run, and those with baselines whose curves lie beside, judged before. */
  private static JsonNode summary(Path run) throws IOException {
    ObjectNode summary =
        (ObjectNode) new ObjectMapper().readTree(run.resolve(ResultsTable.SUMMARY).toFile());
    SystemRun files = SystemRun.read(run);
    for (Column column : List.of(Column.PCA, Column.JPEG2000)) {
      String anchor = column.anchor.toLowerCase(Locale.ROOT).replace(" ", "");
      double percent = files.rateAgainst(SystemRun.OURS, files, anchor);
      if (column.in(summary).isEmpty() && !Double.isNaN(percent)) {
        summary
            .withArrayProperty("comparisons")
            .addObject()
            .put("test", OURS)
            .put("anchor", column.anchor)
            .put("bd_rate_percent", percent);
      }
    }
    return summary;
  }

  private static void row(StringBuilder text, String name, Function<Column, String> cell) {
    text.append("| ").append(name).append(" |");
    for (Column column : Column.values()) {
      text.append(' ').append(cell.apply(column)).append(" |");
    }
    text.append('\n');
  }

  private static String cell(JsonNode comparison) {
    String delta = percent(comparison.path("bd_rate_percent").asDouble());
    return comparison.has("bd_rate_low_percent")
        ? String.format(
            Locale.ROOT,
            "%s (%+.1f to %+.1f)",
            delta,
            comparison.path("bd_rate_low_percent").asDouble(),
            comparison.path("bd_rate_high_percent").asDouble())
        : delta;
  }

  private static String mean(Column column, List<JsonNode> summaries) {
    SummaryStatistics over = new SummaryStatistics();
    summaries.forEach(
        summary ->
            column.in(summary).ifPresent(c -> over.addValue(c.path("bd_rate_percent").asDouble())));
    return over.getN() < 2
        ? "–"
        : String.format(
            Locale.ROOT, "%s ± %.1f", percent(over.getMean()), over.getStandardDeviation());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%+.1f %%", value);
  }

  private static List<Path> runs(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve(ResultsTable.SUMMARY)))
          .sorted()
          .toList();
    }
  }
}
