package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A study of encoders as Markdown: a row per network and fit, a column per rounding. */
public final class EncoderTable {

  /** File of the study in a folder of results. */
  public static final String FILE = "encoders.json";

  private static final Map<String, String> FITS =
      Map.of("INNER", "plain steps", "GAUSS_NEWTON", "converged", "MAP", "with a prior");

  private EncoderTable() {}

  /**
   * The Markdown of a study.
   *
   * @throws IOException if the file cannot be read
   */
  public static String of(Path file) throws IOException {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("encoders")) {
      String fit = FITS.getOrDefault(row.path("fit").asText(), row.path("fit").asText());
      int steps = row.path("gauss_newton_steps").asInt();
      String label =
          row.path("network").asText()
              + " | "
              + (steps == 0 ? fit : "%s, %d Gauss-Newton steps".formatted(fit, steps));
      rows.computeIfAbsent(label, unused -> new TreeMap<>())
          .put(row.path("rounding").asText(), cell(row));
    }
    StringBuilder text = new StringBuilder();
    text.append("| network | codes | nearest | error feedback | search |\n|---|---|---|---|---|\n");
    rows.forEach(
        (label, cells) ->
            text.append(
                "| %s | %s | %s | %s |%n"
                    .formatted(
                        label,
                        cells.getOrDefault("NEAREST", ""),
                        cells.getOrDefault("ERROR_FEEDBACK", ""),
                        cells.getOrDefault("SEARCH", ""))));
    return text.toString();
  }

  private static String cell(JsonNode row) {
    return row.has("bd_rate_percent")
        ? String.format(Locale.ROOT, "%+.1f %%", row.path("bd_rate_percent").asDouble())
        : "no common range";
  }
}
