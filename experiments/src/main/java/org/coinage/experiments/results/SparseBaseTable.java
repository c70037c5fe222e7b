package org.coinage.experiments.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A folder of runs of one experiment with different base networks, named {@code method-seed}, as
 * Markdown: what each keeps and reaches, and what its mint, its codes and its speed are against
 * those of the network that {@value #FILE} names. Means and deviations are over seeds, comparisons
 * seed by seed.
 */
public final class SparseBaseTable {

  /** The file that names what the others are compared with. */
  static final String FILE = "base.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SparseBaseTable() {}

  /** Whether a folder holds runs of sparse base networks. */
  public static boolean isOne(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * The Markdown of a folder.
   *
   * @throws IOException if a file cannot be read
   */
  public static String of(Path folder) throws IOException {
    String reference = JSON.readTree(folder.resolve(FILE).toFile()).path("reference").asText();
    Map<String, List<SystemRun>> methods = SystemRun.in(folder);
    List<SystemRun> anchors = methods.getOrDefault(reference, List.of());
    if (anchors.isEmpty()) {
      throw new IOException(
          "%s: %s names '%s', but there is no run of it, only of %s"
              .formatted(folder, FILE, reference, methods.keySet()));
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "| base network | seeds | weights kept | of the map | unquantized PSNR, dB | against %s"
            .formatted(reference));
    text.append(
        " | at equal bytes of codes | bytes of codes at equal PSNR | bytes of the mint | encode, ms"
            + " | decode, ms |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Map.Entry<String, List<SystemRun>> method : methods.entrySet()) {
      text.append(row(method.getKey(), method.getValue(), anchors));
    }
    return text.toString();
  }

  private static String row(String name, List<SystemRun> runs, List<SystemRun> anchors)
      throws IOException {
    SummaryStatistics gain = new SummaryStatistics();
    SummaryStatistics coded = new SummaryStatistics();
    SummaryStatistics rate = new SummaryStatistics();
    for (SystemRun run : runs) {
      for (SystemRun anchor : anchors) {
        if (run.seed().equals(anchor.seed()) && run.comparable(anchor) && !run.equals(anchor)) {
          gain.addValue(run.psnrAgainst(anchor));
          coded.addValue(run.gainAgainst(anchor));
          rate.addValue(run.rateAgainst(SystemRun.OURS, anchor, SystemRun.OURS));
        }
      }
    }
    double mint = over(runs, SystemRun::mintBytes).getMean();
    double anchorMint = over(anchors, SystemRun::mintBytes).getMean();
    double encode = over(runs, run -> run.mean(ResultsFile.ENCODING_TIME)).getMean();
    double decode = over(runs, run -> run.mean(ResultsFile.DECODING_TIME)).getMean();
    double anchorEncode = over(anchors, run -> run.mean(ResultsFile.ENCODING_TIME)).getMean();
    double anchorDecode = over(anchors, run -> run.mean(ResultsFile.DECODING_TIME)).getMean();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s | %s | %.0f%s | %.2f%s | %.2f%s |\n",
        name,
        runs.size(),
        spread(over(runs, run -> 100.0 * run.kept() / run.weights()), "%.1f", " %"),
        spread(over(runs, run -> 100.0 * run.mapKept() / run.mapWeights()), "%.1f", " %"),
        spread(over(runs, SystemRun::psnrOfLastFit), "%.2f", ""),
        spread(gain, "%+.2f", " dB"),
        spread(coded, "%+.2f", " dB"),
        spread(rate, "%+.1f", " %"),
        mint,
        factor(anchorMint / mint, gain),
        1000 * encode,
        factor(anchorEncode / encode, gain),
        1000 * decode,
        factor(anchorDecode / decode, gain));
  }

  private static SummaryStatistics over(List<SystemRun> runs, ToDoubleFunction<SystemRun> of) {
    SummaryStatistics values = new SummaryStatistics();
    runs.stream().mapToDouble(of).forEach(values::addValue);
    return values;
  }

  /** A mean, with its deviation where there are several. */
  private static String spread(SummaryStatistics values, String format, String unit) {
    if (values.getN() == 0 || Double.isNaN(values.getMean())) {
      return "–";
    }
    String mean = String.format(Locale.ROOT, format, values.getMean()) + unit;
    return values.getN() == 1
        ? mean
        : mean
            + " ± "
            + String.format(Locale.ROOT, format.replace("+", ""), values.getStandardDeviation());
  }

  /** How many times less than the reference, where something was compared. */
  private static String factor(double times, SummaryStatistics compared) {
    return compared.getN() == 0 ? "" : String.format(Locale.ROOT, " (%.1f times less)", times);
  }
}
