package org.coinage.experiments.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coinage.datasets.SampleSet;
import org.coinage.experiments.report.Report;
import org.coinage.experiments.report.ReportData;
import org.coinage.experiments.results.PublishedPoints;
import org.coinage.experiments.results.ResultsFile;
import org.coinage.signal.GridShape;
import org.coinage.signal.PatchLayout;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.signal.SeamFilter;

/** Fills the report page from what a run measured. */
final class RunReport {

  /** Larger pictures are shown by their middle. */
  private static final int LARGEST = 256;

  /** Published neural codecs that are drawn. */
  private static final List<String> NEURAL = List.of("COIN++", "MSCN", "VC-INR", "RECOMBINER");

  private static final int SEAM_REACH = (int) SeamFilter.STANDARD.reach();

  private static final List<String> NOTES =
      List.of(
          "Rates are bytes of files on disk: a purse with its header and checksums for images of"
              + " one shape, one coin per image otherwise. The payload is the entropy-coded codes"
              + " alone; the rate with the mint adds the mint's own bytes, shared among the test"
              + " images.",
          "PSNR is the mean over images of each image's PSNR, clamped and rounded to 8 bits as a"
              + " file on disk would be; beside it COIN++'s convention, the decoder's numbers as"
              + " they are.",
          "Quantizers, tables and ranges are fitted on training and validation images; the test"
              + " images are coded once.",
          "The range of COIN++'s quantizer is the one of highest PSNR on validation images among"
              + " those configured; its codes take the inner steps configured for it.",
          "Published points are on the full test sets with other, larger networks.",
          "Seams are closed as decompress does unless told otherwise: the jump between patches is"
              + " shared out over "
              + SEAM_REACH
              + " pixels on both sides. All other numbers are of the samples as coded.",
          "PCA learns from the training images, or from random patches of them, and codes all test"
              + " images or patches in one file.",
          "JPEG and JPEG 2000 carry their headers, which dominate on small images; their payload"
              + " rate is without them.",
          "Times are wall time per image on this machine, all threads, in this run.");

  private final ExperimentSettings settings;
  private final DataSplit data;
  private final RunDirectory run;

  RunReport(ExperimentSettings settings, DataSplit data, RunDirectory run) {
    this.settings = settings;
    this.data = data;
    this.run = run;
  }

  /**
   * Writes the page.
   *
   * @param seams has the photographs' seams; those of test pictures are added
   */
  void write(
      Verdict verdict,
      List<ReportData.Picture> photographs,
      SeamTable seams,
      Map<String, String> provenance)
      throws IOException {
    List<Judgement.Entry> entries = verdict.entries();
    List<ReportData.Picture> pictures = new ArrayList<>();
    entries.stream().findFirst().ifPresent(entry -> pictures.addAll(pictures(entry, seams)));
    pictures.addAll(photographs);
    List<ReportData.Curve> curves = new ArrayList<>();
    for (Judgement.Entry entry : entries) {
      Map<String, List<Double>> results = entry.results().results();
      if (!results.get(ResultsFile.BPP).isEmpty()) {
        curves.add(
            new ReportData.Curve(
                entry.results().name(),
                entry.origin(),
                results.get(ResultsFile.BPP),
                results.get(ResultsFile.PSNR)));
      }
    }
    data.published()
        .ifPresent(
            name ->
                PublishedPoints.of(name).stream()
                    .filter(points -> NEURAL.stream().anyMatch(points.name()::startsWith))
                    .forEach(
                        points ->
                            curves.add(
                                new ReportData.Curve(
                                    points.name(),
                                    ReportData.Origin.PUBLISHED,
                                    points.bpp(),
                                    points.psnr()))));
    List<ReportData.Table> tables = new ArrayList<>();
    tables.add(numbers(entries));
    tables.add(comparisonTable(verdict.comparisons()));
    seams.table().ifPresent(tables::add);
    Report.write(
        new ReportData(
            settings.name(),
            String.join(" ", verdict.facts()),
            curves,
            tables,
            RunRecord.curves(run.metrics()),
            pictures,
            NOTES,
            provenance),
        run.report());
  }

  private static ReportData.Table numbers(List<Judgement.Entry> entries) {
    List<List<String>> rows = new ArrayList<>();
    for (Judgement.Entry entry : entries) {
      Map<String, List<Double>> results = entry.results().results();
      for (int i = 0; i < results.get(ResultsFile.BPP).size(); i++) {
        rows.add(
            List.of(
                entry.results().name(),
                cell(results, ResultsFile.BPP, i, "%.4f"),
                cell(results, ResultsFile.BPP_PAYLOAD, i, "%.4f"),
                cell(results, ResultsFile.BPP_WITH_MINT, i, "%.3f"),
                cell(results, ResultsFile.PSNR, i, "%.2f"),
                cell(results, ResultsFile.PSNR_UNCLAMPED, i, "%.2f"),
                cell(results, ResultsFile.MS_SSIM, i, "%.4f"),
                cell(results, ResultsFile.ENCODING_TIME, i, "%.4f"),
                cell(results, ResultsFile.DECODING_TIME, i, "%.4f")));
      }
    }
    return new ReportData.Table(
        "Rate and distortion on the test set",
        List.of(
            "codec",
            "bpp (file)",
            "bpp (payload)",
            "bpp with mint",
            "PSNR",
            "PSNR unclamped",
            "MS-SSIM",
            "encode s",
            "decode s"),
        rows);
  }

  private static String cell(Map<String, List<Double>> results, String key, int i, String format) {
    List<Double> values = results.get(key);
    return values == null ? "–" : String.format(Locale.ROOT, format, values.get(i));
  }

  private static ReportData.Table comparisonTable(List<Comparison> comparisons) {
    return new ReportData.Table(
        "Rate at equal PSNR, in bytes of files (negative: fewer bytes)",
        List.of("codec", "against", "difference"),
        comparisons.stream().map(c -> List.of(c.test(), c.anchor(), c.text())).toList());
  }

  /** The first test signals at the codebook in the middle of the range. */
  private List<ReportData.Picture> pictures(Judgement.Entry entry, SeamTable seams) {
    List<ReportData.Picture> pictures = new ArrayList<>();
    if (entry.outcomes().isEmpty()) {
      return pictures;
    }
    MintEvaluation.Outcome outcome = entry.outcomes().get(entry.outcomes().size() / 2);
    SampleSet test = data.test();
    for (int i = 0; i < Math.min(settings.codec().pictures(), test.size()); i++) {
      String name = test.id(i);
      Samples original = test.get(i);
      Samples decoded = outcome.decoded().get(i);
      data.patch()
          .ifPresent(
              patch ->
                  seams.add(name, original, decoded, new PatchLayout(original.shape(), patch)));
      boolean coins = !outcome.purse();
      double bytes =
          coins
              ? outcome.files().get(i).length
              : (double) outcome.files().get(0).length / test.size();
      pictures.add(
          new ReportData.Picture(
              name,
              String.format(
                  Locale.ROOT,
                  "%s: %.0f bytes%s, %.2f dB",
                  outcome.codebook(),
                  bytes,
                  coins ? "" : " (its share of the purse)",
                  Psnr.AS_FILE.of(original, decoded)),
              middle(original),
              middle(decoded)));
    }
    return pictures;
  }

  static Samples middle(Samples image) {
    int rows = Math.min(LARGEST, image.shape().extent(0));
    int columns = Math.min(LARGEST, image.shape().extent(1));
    if (rows == image.shape().extent(0) && columns == image.shape().extent(1)) {
      return image;
    }
    int top = (image.shape().extent(0) - rows) / 2;
    int left = (image.shape().extent(1) - columns) / 2;
    float[] values = new float[rows * columns * image.channels()];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          image.values(),
          ((top + row) * image.shape().extent(1) + left) * image.channels(),
          values,
          row * columns * image.channels(),
          columns * image.channels());
    }
    return new Samples(GridShape.of(rows, columns), image.channels(), values);
  }
}
