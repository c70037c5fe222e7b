package org.coinage.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coinage.experiments.report.ReportData;
import org.coinage.signal.PatchLayout;
import org.coinage.signal.Psnr;
import org.coinage.signal.Samples;
import org.coinage.signal.SamplingGrid;
import org.coinage.signal.SeamFilter;
import org.coinage.signal.SeamMeasure;

/** How pictures that go by patches jump across seams, as coded and with the seams closed. */
final class SeamTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** Measures a picture; one that is a single patch has no seams and no row. */
  void add(String name, Samples original, Samples decoded, PatchLayout layout) {
    if (layout.count() == 1) {
      return;
    }
    Samples closed = SeamFilter.STANDARD.apply(decoded, SamplingGrid.of(decoded.shape()), layout);
    rows.add(
        List.of(
            name,
            ratio(original, layout),
            ratio(decoded, layout),
            ratio(closed, layout),
            decibels(original, decoded),
            decibels(original, closed)));
  }

  private static String ratio(Samples samples, PatchLayout layout) {
    return String.format(Locale.ROOT, "%.2f", SeamMeasure.of(samples, layout).ratio());
  }

  private static String decibels(Samples original, Samples samples) {
    return String.format(Locale.ROOT, "%.2f", Psnr.AS_FILE.of(original, samples));
  }

  /** The table; none where nothing has seams. */
  Optional<ReportData.Table> table() {
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportData.Table(
                "Mean jump across seams between patches, as a multiple of that inside patches (1:"
                    + " no seam to be seen)",
                List.of(
                    "picture",
                    "original",
                    "decoded",
                    "seams closed",
                    "PSNR decoded",
                    "PSNR, seams closed"),
                List.copyOf(rows)));
  }
}
