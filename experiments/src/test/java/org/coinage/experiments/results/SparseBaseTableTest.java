package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one experiment with a dense and with a sparse base network. */
class SparseBaseTableTest {

  @TempDir Path folder;

  private void run(String name, int kept, int mint, double psnr, double rate, double seconds)
      throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        run.resolve("summary.json"),
        """
        {"networks": [{"network": "final", "weights": 1000, "kept": %d, "map_weights": 500,
          "map_kept": %d, "mint_bytes": %d,
          "unquantized": {"3 inner steps": 19.0, "10 inner steps": %s}}],
         "comparisons": [], "facts": [], "provenance": {"data test": "aa"}}
        """
            .formatted(kept, kept / 2, mint, psnr));
    new ResultsFile(
            name,
            "",
            Map.of(
                ResultsFile.BPP,
                List.of(0.1 * rate, 0.2 * rate, 0.4 * rate),
                ResultsFile.PSNR,
                List.of(18.0, 20.0, 22.0),
                ResultsFile.ENCODING_TIME,
                List.of(seconds, seconds, seconds),
                ResultsFile.DECODING_TIME,
                List.of(seconds / 10, seconds / 10, seconds / 10)),
            Map.of())
        .write(run.resolve("coinage.json"));
  }

  private void reference(String name) throws IOException {
    Files.writeString(folder.resolve("base.json"), "{\"reference\": \"" + name + "\"}");
  }

  @Test
  void aMethodIsARowOfMeansAndOfDifferencesSeedBySeed() throws IOException {
    run("dense-1", 1000, 9000, 20, 1, 0.06);
    run("dense-2", 1000, 9000, 21, 1, 0.06);
    run("rigl-1", 100, 1800, 19.9, 1.1, 0.02);
    run("rigl-2", 100, 1800, 20.7, 1.2, 0.02);
    reference("dense");
    assertThat(MarkdownTable.of(folder))
        .contains(
            "| dense | 2 | 100.0 % ± 0.0 | 100.0 % ± 0.0 | 20.50 ± 0.71 | – | – | – | 9000 | 60.00"
                + " | 6.00 |")
        .contains(
            "| rigl | 2 | 10.0 % ± 0.0 | 10.0 % ± 0.0 | 20.30 ± 0.57 | -0.20 dB ± 0.14 | -0.40 dB ±"
                + " 0.18 | +15.0 % ± 7.1 | 1800 (5.0 times less) | 20.00 (3.0 times less) | 2.00"
                + " (3.0 times less) |");
  }

  @Test
  void runsOfSeedsThatTheReferenceHasNotAreNotCompared() throws IOException {
    run("dense-1", 1000, 9000, 20, 1, 0.06);
    run("rigl-2", 100, 1800, 19.9, 1.1, 0.02);
    reference("dense");
    assertThat(MarkdownTable.of(folder)).contains("| 19.90 | – | – | – | 1800 | 20.00 | 2.00 |");
  }

  @Test
  void curvesAreMeansOverSeedsPointByPoint() throws IOException {
    run("dense-1", 1000, 9000, 20, 1, 0.06);
    run("rigl-1", 100, 1800, 19.9, 1.1, 0.02);
    run("rigl-2", 100, 1800, 20.7, 1.3, 0.02);
    List<RunCurves.Curve> curves = RunCurves.of(folder);
    assertThat(curves).extracting(RunCurves.Curve::name).containsExactly("dense", "rigl");
    assertThat(curves.get(1).bpp().get(0)).isEqualTo((0.1 * 1.1 + 0.1 * 1.3) / 2);
    assertThat(curves.get(1).psnr()).containsExactly(18.0, 20.0, 22.0);
  }

  @Test
  void aReferenceThatIsNotThereIsSaidSo() throws IOException {
    run("rigl-1", 100, 1800, 19.9, 1.1, 0.02);
    reference("dense");
    assertThatThrownBy(() -> MarkdownTable.of(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("names 'dense', but there is no run of it, only of [rigl]");
  }
}
