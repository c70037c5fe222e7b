package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of several runs, of fits and of encoders. */
class TablesTest {

  @TempDir Path folder;

  private void run(String name, double all, double encoder) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        run.resolve("summary.json"),
        """
        {"comparisons": [
          {"test": "Coinage (retrained)", "anchor": "COIN++ quantizer (control)", "text": "x",
           "bd_rate_percent": %s, "bd_rate_low_percent": -45.0, "bd_rate_high_percent": -35.0},
          {"test": "Coinage (control)", "anchor": "whitened codes (control)", "text": "x",
           "bd_rate_percent": %s},
          {"test": "Coinage (retrained)", "anchor": "PCA", "text": "no common range"}],
         "facts": []}
        """
            .formatted(all, encoder));
  }

  @Test
  void aRowARunAndAMeanAKindWithTheDeviationOverSeeds() throws IOException {
    run("c64-1", -40, -12);
    run("c64-2", -42, -13);
    run("kodak", -50, -10);
    assertThat(MarkdownTable.of(folder))
        .contains("| c64-1 | -40.0 % (-45.0 to -35.0) | – | – | -12.0 % | – | – | – | – |")
        .contains("| **c64**, mean | -41.0 % ± 1.4 | – | – | -12.5 % ± 0.7 | – | – | – | – |")
        .contains("| kodak | -50.0 %")
        .doesNotContain("**kodak**");
  }

  @Test
  void aBaselineThatWasJudgedBeforeIsComparedByTheCurvesThatLieThere() throws IOException {
    Path run = Files.createDirectory(folder.resolve("c64-1"));
    Files.writeString(run.resolve("summary.json"), "{\"comparisons\": [], \"facts\": []}");
    curve("Coinage (retrained)", 0.8).write(run.resolve("coinage.json"));
    curve("PCA", 1).write(run.resolve("pca.json"));
    assertThat(MarkdownTable.of(folder))
        .contains("| c64-1 | – | – | – | – | – | – | -20.0 % | – |");
  }

  private static ResultsFile curve(String name, double scale) {
    return new ResultsFile(
        name,
        "",
        Map.of(
            ResultsFile.BPP,
            List.of(0.1 * scale, 0.2 * scale, 0.4 * scale),
            ResultsFile.PSNR,
            List.of(18.0, 20.0, 22.0)),
        Map.of());
  }

  @Test
  void fitsAreRowsOfTheirOwn() throws IOException {
    Files.writeString(
        folder.resolve("a.json"),
        """
        {"width": 64, "layers": 5, "code_length": 32, "fits": [
          {"fit": "INNER", "inner_steps": 3, "psnr": 20.126, "milliseconds": 1.234},
          {"fit": "GAUSS_NEWTON", "gauss_newton_steps": 2, "psnr": 21, "milliseconds": 4}],
         "coins": {"codebook": "step-1", "psnr": 19.5, "bytes": 31.25, "milliseconds": 20}}
        """);
    assertThat(MarkdownTable.of(folder))
        .contains("| 64x5, 32 | 3 plain steps | 1.23 | 20.13 |")
        .contains("| 64x5, 32 | 2 Gauss-Newton steps | 4.00 | 21.00 |")
        .contains("| 64x5, 32 | coins of 31.3 bytes | 20.00 | 19.50 |");
  }

  @Test
  void classifiersAreRowsByMethodWithMeanAndDeviationOverSeeds() throws IOException {
    String form =
        "{\"classifier\": \"%s\", \"seed\": %d, \"weights\": 100, \"kept\": %d,"
            + " \"expected_density\": 0.5, \"test_error_percent\": %s}";
    Files.writeString(folder.resolve("a-1.json"), form.formatted("rigl", 1, 10, "3.0"));
    Files.writeString(folder.resolve("a-2.json"), form.formatted("rigl", 2, 12, "3.5"));
    Files.writeString(folder.resolve("b-1.json"), form.formatted("dense", 1, 100, "3.0"));
    assertThat(MarkdownTable.of(folder))
        .contains("| rigl | 2 | 11.00 % ± 1.41 | 50.00 % ± 0.00 | 3.25 % ± 0.35 | +0.25 |")
        .contains("| dense | 1 | 100.00 %");
  }

  @Test
  void encodersAreRowsByFitAndColumnsByRounding() throws IOException {
    Path file = folder.resolve(EncoderTable.FILE);
    Files.writeString(
        file,
        """
        {"encoders": [
          {"network": "control", "fit": "INNER", "gauss_newton_steps": 0, "rounding": "NEAREST",
           "bd_rate_percent": 0.0},
          {"network": "control", "fit": "INNER", "gauss_newton_steps": 0,
           "rounding": "ERROR_FEEDBACK", "bd_rate_percent": -3.04},
          {"network": "control", "fit": "MAP", "gauss_newton_steps": 2, "rounding": "SEARCH",
           "text": "no common range"}]}
        """);
    assertThat(EncoderTable.of(file))
        .contains("| control | plain steps | +0.0 % | -3.0 % |  |")
        .contains("| control | with a prior, 2 Gauss-Newton steps |  |  | no common range |");
  }
}
