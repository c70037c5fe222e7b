package org.coinage.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coinage.codec.CodecException;
import org.coinage.codec.Mint;
import org.coinage.codec.MintFile;
import org.coinage.codec.StrikeSettings;
import org.coinage.experiments.baseline.BaselineCodec;
import org.coinage.experiments.baseline.BaselineEvaluation;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.report.ReportData.Origin;
import org.coinage.experiments.results.ResultsFile;
import org.coinage.signal.Samples;

/** Judges codecs on the test signals: our mints and the baselines, all in bytes of files. */
public final class Judgement {

  /**
   * One codec's measurements.
   *
   * @param key short name for file names
   * @param origin ours, or a baseline
   * @param results all points
   * @param outcomes what ours decoded; empty for baselines
   */
  public record Entry(
      String key, Origin origin, ResultsFile results, List<MintEvaluation.Outcome> outcomes) {

    /** Writes the results, and the coded test signals where they are in one file. */
    void write(Path folder) throws IOException {
      results.write(folder.resolve(key + ".json"));
      for (MintEvaluation.Outcome outcome : outcomes) {
        if (outcome.purse()) {
          Files.write(
              folder.resolve(key + "-" + outcome.codebook() + ".purse"), outcome.files().get(0));
        }
      }
    }
  }

  private final List<Samples> test;
  private final String description;
  private final Map<String, String> provenance;

  /** A judgement on the given test signals. */
  public Judgement(List<Samples> test, String description, Map<String, String> provenance) {
    this.test = List.copyOf(test);
    this.description = description;
    this.provenance = provenance;
  }

  /** A mint with all its codebooks; empty if it lost nothing with any of them. */
  Optional<Entry> mint(Contestant contestant, MintEvaluation evaluation) throws CodecException {
    return mint(
        contestant.key(),
        contestant.name(),
        contestant.origin(),
        contestant.mint(),
        contestant.encoder(),
        evaluation);
  }

  /** A mint with all its codebooks; empty if it lost nothing with any of them. */
  public Optional<Entry> mint(
      String key,
      String name,
      Origin origin,
      Mint mint,
      StrikeSettings encoder,
      MintEvaluation evaluation)
      throws CodecException {
    List<MintEvaluation.Outcome> outcomes =
        evaluation.measure(mint, test, encoder).stream()
            .filter(outcome -> lossy(outcome.point()))
            .sorted(Comparator.comparingDouble(outcome -> outcome.point().bpp()))
            .toList();
    if (outcomes.isEmpty()) {
      return Optional.empty();
    }
    double points = test.stream().mapToLong(samples -> samples.shape().points()).sum();
    List<Double> withMint = new ArrayList<>();
    for (MintEvaluation.Outcome outcome : outcomes) {
      Mint alone =
          mint.withCodebooks(
              mint.codebooks().stream().filter(c -> c.name().equals(outcome.codebook())).toList());
      withMint.add(outcome.point().bpp() + 8 * MintFile.toBytes(alone).length / points);
    }
    ResultsFile results =
        ResultsFile.of(
                name,
                description + "; " + encoder.describe(),
                outcomes.stream().map(MintEvaluation.Outcome::point).toList(),
                provenance)
            .with(ResultsFile.BPP_WITH_MINT, withMint);
    return Optional.of(new Entry(key, origin, results, outcomes));
  }

  /** A baseline at all its settings; empty if it lost nothing at any of them. */
  public Optional<Entry> baseline(String key, BaselineCodec codec, BaselineEvaluation evaluation) {
    List<MeasuredPoint> points =
        evaluation.measure(codec, test).stream().filter(Judgement::lossy).toList();
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Entry(
                key,
                Origin.BASELINE,
                ResultsFile.of(codec.name(), description, points, provenance),
                List.of()));
  }

  /** A point with an exactly restored signal has an infinite mean PSNR, which no curve can show. */
  private static boolean lossy(MeasuredPoint point) {
    return Double.isFinite(point.psnr().meanOfPsnr());
  }
}
