package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.coinage.experiments.evaluation.MeasuredPoint;
import org.coinage.experiments.provenance.Provenance;
import org.coinage.signal.Psnr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

  private static final Map<String, String> PROVENANCE =
      Provenance.of(Optional.empty()).withSeed(7).withData("images", "11aa").toMap();

  private static final ResultsFile RESULTS =
      ResultsFile.of(
          "Coinage \"q\" <&> \u00e9",
          "500 images",
          List.of(point(0.5, 0.001), point(0.1, 0.01), point(0.3, 0.003)),
          PROVENANCE);

  @Test
  void readsBackEqualToWhatWasWritten(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("new").resolve("results.json");
    ResultsFile written = RESULTS.with(ResultsFile.BPP_WITH_MINT, List.of(1.1, 1.3, 1.5));
    written.write(path);
    assertThat(ResultsFile.read(path)).isEqualTo(written);
    try (Stream<Path> files = Files.list(path.getParent())) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void followsTheSchemaOfCompressAi() throws IOException {
    JsonNode json = new ObjectMapper().readTree(RESULTS.toJson());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("name", "description", "results", "provenance");
    assertThat(json.get("results").fieldNames())
        .toIterable()
        .startsWith("bpp", "psnr-rgb", "ms-ssim-rgb", "encoding_time", "decoding_time");
    assertThat(json.at("/results/bpp")).extracting(JsonNode::asDouble).containsExactly(.1, .3, .5);
    assertThat(json.at("/results/psnr-rgb/0").asDouble()).isEqualTo(20.0);
    assertThat(json.get("provenance").fieldNames())
        .toIterable()
        .startsWith("coinage", "git id", "seed", "data images");
  }

  @Test
  void aFileOfCompressAiWithoutProvenanceIsRead() {
    String theirs =
        """
        {"name": "JPEG", "description": "Inference.",
         "results": {"bpp": [0.2, 0.4], "psnr-rgb": [24.1, 27.0], "ms-ssim-rgb": [0.8, 0.9]}}
        """;
    ResultsFile read = ResultsFile.parse(theirs, "jpeg.json");
    assertThat(read.curve().psnr()).containsExactly(24.1, 27.0);
    assertThat(read.provenance()).isEmpty();
  }

  @Test
  void withoutMsSsimOfEveryPointTheArrayIsAbsent() {
    MeasuredPoint small =
        new MeasuredPoint(
            "s", 1, 1, Psnr.Aggregate.of(.1), Psnr.Aggregate.of(.1), OptionalDouble.empty(), 0, 0);
    assertThat(ResultsFile.of("n", "", List.of(small), Map.of()).results())
        .doesNotContainKey(ResultsFile.MS_SSIM);
  }

  @Test
  void numbersThatJsonDoesNotHaveAreRefused() {
    assertThatThrownBy(() -> RESULTS.with("x", List.of(1.0, Double.NaN, 2.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x holds NaN");
  }

  @Test
  void arraysOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> RESULTS.with("x", List.of(1.0)))
        .hasMessageContaining("x has 1 values, bpp has 3");
  }

  @Test
  void damagedFilesAreRefusedByName() {
    for (String json : List.of("", "{", "null", "[]", "{}", RESULTS.toJson() + "x")) {
      assertThatThrownBy(() -> ResultsFile.parse(json, "broken.json"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("broken.json: ");
    }
  }

  private static MeasuredPoint point(double bpp, double error) {
    Psnr.Aggregate psnr = Psnr.Aggregate.of(error);
    return new MeasuredPoint(
        "setting", bpp, bpp / 2, psnr, psnr, OptionalDouble.of(0.9), 0.01, 0.002);
  }
}
