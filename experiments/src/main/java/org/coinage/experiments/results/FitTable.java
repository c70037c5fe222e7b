package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A folder of measurements of {@code fits} as Markdown: a row per way of fitting. */
public final class FitTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FitTable() {}

  /** Whether a folder holds measurements of fits. */
  public static boolean isOne(Path folder) throws IOException {
    List<Path> files = files(folder);
    return !files.isEmpty() && JSON.readTree(files.get(0).toFile()).has("fits");
  }

  /**
   * The Markdown of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| network, code | fit | ms a signal | PSNR |\n|---|---|---|---|\n");
    for (Path file : files(folder)) {
      JsonNode found = JSON.readTree(file.toFile());
      String network =
          String.format(
              Locale.ROOT,
              "%dx%d, %d",
              found.path("width").asInt(),
              found.path("layers").asInt(),
              found.path("code_length").asInt());
      for (JsonNode fit : found.path("fits")) {
        row(text, network, describe(fit), fit);
      }
      if (found.has("coins")) {
        JsonNode coins = found.path("coins");
        String what =
            String.format(Locale.ROOT, "coins of %.1f bytes", coins.path("bytes").asDouble());
        row(text, network, what, coins);
      }
    }
    return text.toString();
  }

  private static String describe(JsonNode fit) {
    int more = fit.path("gauss_newton_steps").asInt();
    return switch (fit.path("fit").asText()) {
      case "GAUSS_NEWTON" -> more + " Gauss-Newton steps";
      case "SECANT" -> more + " secant steps";
      default -> fit.path("inner_steps").asInt() + " plain steps";
    };
  }

  private static void row(StringBuilder text, String network, String what, JsonNode found) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.2f | %.2f |\n",
            network,
            what,
            found.path("milliseconds").asDouble(),
            found.path("psnr").asDouble()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
