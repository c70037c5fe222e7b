package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A folder of runs of several systems as Markdown: what each one's network is and reaches, its
 * files with and without their share of the mint, then the claims of {@value #CLAIMS}, each with
 * what was found. Runs of one system are named {@code system-seed}.
 */
public final class SystemsTable {

  /** The file that says what is compared with what. */
  static final String CLAIMS = "claims.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SystemsTable() {}

  /** Whether a folder holds runs of systems. */
  public static boolean isOne(Path folder) {
    return Files.exists(folder.resolve(CLAIMS));
  }

  /**
   * The Markdown of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    Map<String, List<SystemRun>> systems = SystemRun.in(folder);
    StringBuilder text = new StringBuilder();
    text.append(
        "| system | seeds | weights kept | unquantized | bits per pixel of files: PSNR"
            + " | with the mint shared |\n|---|---|---|---|---|---|\n");
    systems.forEach((name, runs) -> text.append(row(name, runs)));
    text.append("\n| claim | compared | found |\n|---|---|---|\n");
    for (JsonNode claim : JSON.readTree(folder.resolve(CLAIMS).toFile())) {
      text.append(Claim.of(claim).row(systems));
    }
    return text.toString();
  }

  private static String row(String name, List<SystemRun> runs) {
    SystemRun first = runs.get(0);
    String fits =
        first.fits().stream()
            .map(fit -> mean(runs, run -> run.psnr(fit), "%.2f") + " dB, " + fit)
            .collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s |\n",
        name,
        runs.size(),
        weights(runs),
        fits.isEmpty() ? "–" : fits,
        points(runs, ResultsFile.BPP),
        points(runs, ResultsFile.BPP_WITH_MINT));
  }

  /** Nothing of a network of zeros, which stands for none: codes are whole networks then. */
  private static String weights(List<SystemRun> runs) {
    return runs.stream().allMatch(run -> run.kept() == 0)
        ? "–"
        : mean(runs, SystemRun::kept, "%.0f") + " of " + runs.get(0).weights();
  }

  /** Means over seeds, point by point. */
  private static String points(List<SystemRun> runs, String rate) {
    int count =
        runs.stream()
            .mapToInt(run -> run.curve().getOrDefault(rate, List.of()).size())
            .min()
            .orElse(0);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                mean(runs, run -> run.curve().get(rate).get(i), "%.3f")
                    + ": "
                    + mean(runs, run -> run.curve().get(ResultsFile.PSNR).get(i), "%.2f"))
        .collect(Collectors.joining(" · "));
  }

  private static String mean(List<SystemRun> runs, ToDoubleFunction<SystemRun> of, String format) {
    return String.format(
        Locale.ROOT, format, runs.stream().mapToDouble(of).average().orElse(Double.NaN));
  }

  /**
   * A claim of a paper, and what decides it.
   *
   * @param text the claim
   * @param test the system it is about
   * @param testCodec whose files, by the name of their results file
   * @param anchor the system it is compared with
   * @param anchorCodec whose files
   * @param measure {@code rate} for the Bjontegaard rate delta of files, {@code psnr} for the
   *     difference of unquantized quality, after the last fit both have
   */
  private record Claim(
      String text,
      String test,
      String testCodec,
      String anchor,
      String anchorCodec,
      String measure) {

    Claim {
      if (!List.of("rate", "psnr").contains(measure)) {
        throw new IllegalArgumentException(
            CLAIMS + ": the measure of '" + text + "' is '" + measure + "'; take rate or psnr");
      }
    }

    static Claim of(JsonNode json) {
      return new Claim(
          json.path("claim").asText(),
          json.path("test").asText(),
          json.path("test_codec").asText(SystemRun.OURS),
          json.path("anchor").asText(),
          json.path("anchor_codec").asText(SystemRun.OURS),
          json.path("measure").asText());
    }

    String row(Map<String, List<SystemRun>> systems) throws IOException {
      List<SystemRun> tests = systems.getOrDefault(test, List.of());
      List<SystemRun> anchors = systems.getOrDefault(anchor, List.of());
      String how = test + codec(testCodec) + " against " + anchor + codec(anchorCodec);
      return String.format(
          Locale.ROOT,
          "| %s | %s | %s |\n",
          text,
          how,
          tests.isEmpty() || anchors.isEmpty() ? "not measured" : found(tests, anchors));
    }

    private static String codec(String name) {
      return name.equals(SystemRun.OURS) ? "" : " (" + name + ")";
    }

    private String found(List<SystemRun> tests, List<SystemRun> anchors) throws IOException {
      boolean rate = measure.equals("rate");
      SummaryStatistics over = new SummaryStatistics();
      for (SystemRun run : tests) {
        for (SystemRun other : anchors) {
          if (run.seed().equals(other.seed())) {
            if (!run.comparable(other)) {
              return "judged on different signals";
            }
            over.addValue(
                rate ? run.rateAgainst(testCodec, other, anchorCodec) : run.psnrAgainst(other));
          }
        }
      }
      if (over.getN() == 0) {
        return "no seed in common";
      }
      if (Double.isNaN(over.getMean())) {
        return rate ? "no common range of quality" : "no fit in common";
      }
      String unit = rate ? " % of the bytes" : " dB";
      return String.format(Locale.ROOT, rate ? "%+.1f" : "%+.2f", over.getMean())
          + unit
          + (over.getN() > 1
              ? String.format(
                  Locale.ROOT,
                  rate ? " ± %.1f, %d seeds" : " ± %.2f, %d seeds",
                  over.getStandardDeviation(),
                  over.getN())
              : "");
    }
  }
}
