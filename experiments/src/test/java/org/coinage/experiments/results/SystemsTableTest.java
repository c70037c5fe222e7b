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

/** Runs of several systems, and claims about them. */
class SystemsTableTest {

  @TempDir Path folder;

  private void run(String name, double psnr, double scale) throws IOException {
    run(name, psnr, scale, "aa");
  }

  private void run(String name, double psnr, double scale, String signals) throws IOException {
    Path run = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        run.resolve("summary.json"),
        """
        {"networks": [{"network": "final", "weights": 1000, "kept": 100,
          "unquantized": {"2 inner steps": 20.0, "10 inner steps": %s}}],
         "comparisons": [], "facts": [], "provenance": {"data test": "%s"}}
        """
            .formatted(psnr, signals));
    new ResultsFile(
            name,
            "",
            Map.of(
                ResultsFile.BPP,
                List.of(0.1 * scale, 0.2 * scale, 0.4 * scale),
                ResultsFile.PSNR,
                List.of(18.0, 20.0, 22.0),
                ResultsFile.BPP_WITH_MINT,
                List.of(1.1, 1.2, 1.4)),
            Map.of())
        .write(run.resolve("coinage.json"));
  }

  private void claims(String... claims) throws IOException {
    Files.writeString(folder.resolve("claims.json"), "[" + String.join(",", claims) + "]");
  }

  @Test
  void aSystemIsARowOfMeansOverItsSeeds() throws IOException {
    run("sparse-1", 21.5, 1);
    run("sparse-2", 22.5, 1);
    claims();
    assertThat(MarkdownTable.of(folder))
        .contains(
            "| sparse | 2 | 100 of 1000 | 20.00 dB, 2 inner steps; 22.00 dB, 10 inner steps |"
                + " 0.100: 18.00 · 0.200: 20.00 · 0.400: 22.00 |"
                + " 1.100: 18.00 · 1.200: 20.00 · 1.400: 22.00 |");
  }

  @Test
  void aClaimAboutRateIsTheBjontegaardDeltaOfFilesSeedBySeed() throws IOException {
    run("sparse-1", 21, 0.8);
    run("sparse-2", 21, 0.6);
    run("dense-1", 21, 1);
    run("dense-2", 21, 1);
    claims(
        "{\"claim\": \"a\", \"test\": \"sparse\", \"anchor\": \"dense\", \"measure\": \"rate\"}");
    assertThat(MarkdownTable.of(folder))
        .contains("| a | sparse against dense | -30.0 % of the bytes ± 14.1, 2 seeds |");
  }

  @Test
  void onlyRunsOfOneSeedAreComparedWhateverOthersThereAre() throws IOException {
    run("sparse-1", 21, 0.5);
    run("sparse-3", 21, 0.8);
    run("dense-2", 21, 0.5);
    run("dense-3", 21, 1);
    claims(
        "{\"claim\": \"a\", \"test\": \"sparse\", \"anchor\": \"dense\", \"measure\": \"rate\"}");
    assertThat(MarkdownTable.of(folder))
        .contains("| a | sparse against dense | -20.0 % of the bytes |");
  }

  @Test
  void runsJudgedOnDifferentSignalsAreNotCompared() throws IOException {
    run("sparse-1", 21, 0.5, "aa");
    run("dense-1", 21, 1, "bb");
    claims(
        "{\"claim\": \"a\", \"test\": \"sparse\", \"anchor\": \"dense\", \"measure\": \"rate\"}");
    assertThat(MarkdownTable.of(folder)).contains("| judged on different signals |");
  }

  @Test
  void aMeasureThatThereIsNotIsNamed() throws IOException {
    claims("{\"claim\": \"a\", \"test\": \"x\", \"anchor\": \"y\", \"measure\": \"speed\"}");
    assertThatThrownBy(() -> MarkdownTable.of(folder))
        .hasMessageContaining("the measure of 'a' is 'speed'; take rate or psnr");
  }

  @Test
  void aClaimAboutQualityIsTheDifferenceAfterTheLastFit() throws IOException {
    run("sparse-1", 21.5, 1);
    run("dense-1", 21, 1);
    claims(
        "{\"claim\": \"b\", \"test\": \"sparse\", \"anchor\": \"dense\", \"measure\": \"psnr\"}",
        "{\"claim\": \"c\", \"test\": \"sparse\", \"anchor\": \"gone\", \"measure\": \"psnr\"}",
        "{\"claim\": \"d\", \"test\": \"sparse\", \"anchor\": \"dense\", \"anchor_codec\":"
            + " \"coinpp\", \"measure\": \"rate\"}");
    assertThat(MarkdownTable.of(folder))
        .contains("| b | sparse against dense | +0.50 dB |")
        .contains("| c | sparse against gone | not measured |")
        .contains("| d | sparse against dense (coinpp) | no common range of quality |");
  }
}
