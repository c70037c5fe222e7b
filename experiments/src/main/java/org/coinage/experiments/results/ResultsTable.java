package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder of results as Markdown: every codec's curve in one row, then the comparisons and facts
 * of {@code summary.json}. What a README shows is made by this, so that it cannot drift from the
 * data.
 */
public final class ResultsTable {

  /** The file with comparisons and facts. */
  public static final String SUMMARY = "summary.json";

  private ResultsTable() {}

  /**
   * The Markdown of a folder of results files.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    List<ResultsFile> curves = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".json"))
              .filter(f -> !f.endsWith(SUMMARY) && !f.endsWith(EncoderTable.FILE))
              .sorted()
              .toList()) {
        curves.add(ResultsFile.read(file));
      }
    }
    curves.sort(Comparator.comparing((ResultsFile file) -> !file.name().startsWith("Coinage")));
    StringBuilder text = new StringBuilder();
    text.append("| codec | bits per pixel of file bytes: PSNR in dB |\n|---|---|\n");
    for (ResultsFile curve : curves) {
      text.append("| ").append(curve.name()).append(" | ").append(points(curve)).append(" |\n");
    }
    JsonNode summary = new ObjectMapper().readTree(folder.resolve(SUMMARY).toFile());
    text.append('\n');
    for (JsonNode comparison : summary.path("comparisons")) {
      text.append("- ")
          .append(comparison.path("test").asText())
          .append(" against ")
          .append(comparison.path("anchor").asText())
          .append(": ")
          .append(comparison.path("text").asText())
          .append('\n');
    }
    for (JsonNode fact : summary.path("facts")) {
      text.append("- ").append(fact.asText()).append('\n');
    }
    Path encoders = folder.resolve(EncoderTable.FILE);
    if (Files.exists(encoders)) {
      text.append('\n').append(EncoderTable.of(encoders));
    }
    return text.toString();
  }

  private static String points(ResultsFile curve) {
    List<Double> bpp = curve.results().get(ResultsFile.BPP);
    List<Double> psnr = curve.results().get(ResultsFile.PSNR);
    return IntStream.range(0, bpp.size())
        .mapToObj(i -> String.format(Locale.ROOT, "%.3f: %.2f", bpp.get(i), psnr.get(i)))
        .collect(Collectors.joining(" · "));
  }
}
