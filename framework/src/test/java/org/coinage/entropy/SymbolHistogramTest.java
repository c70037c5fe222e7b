package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SymbolHistogramTest {

  @Test
  void crossEntropyWeighsTheModelsBitsByWhatOccurs() {
    SymbolHistogram test = SymbolHistogram.of(new int[][] {{0, 0, 1, 2}}, 3);
    SymbolHistogram model = SymbolHistogram.of(new int[][] {{0, 0}, {1, 2}}, 3);
    assertThat(test.crossEntropy(model)).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void missingSymbolCostsInfinitelyUntilCounted() {
    SymbolHistogram test = SymbolHistogram.of(new int[][] {{1}}, 2);
    SymbolHistogram model = SymbolHistogram.of(new int[][] {{0, 0, 0}}, 2);
    assertThat(test.crossEntropy(model)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(test.crossEntropy(model.withoutZeros())).isCloseTo(2, within(1e-12));
  }

  @Test
  void estimateAgreesWithThePublishedCode() throws IOException {
    String shared = System.getProperty("coinage.shared");
    assumeTrue(shared != null, "system property coinage.shared names no folder of reference data");
    Path file = Path.of(shared, "golden", "aux.json");
    assumeTrue(Files.exists(file), () -> "no " + file);
    JsonNode cases = new ObjectMapper().readTree(file.toFile()).at("/quantization/cases");
    assertThat(cases).isNotEmpty();
    for (JsonNode one : cases) {
      int levels = 1 << one.get("num_bits").asInt();
      SymbolHistogram test = histogram(one.get("quantized_test"), levels);
      SymbolHistogram train = histogram(one.get("quantized_train"), levels);
      // The reference computes in float32.
      assertThat(test.crossEntropy(train.withoutZeros()))
          .isCloseTo(one.get("cross_entropy_bits_per_symbol").asDouble(), within(5e-6));
      assertThat(test.crossEntropy(test))
          .isCloseTo(one.get("self_entropy_test").asDouble(), within(5e-6));
    }
  }

  private static SymbolHistogram histogram(JsonNode tensor, int levels) {
    int[] symbols =
        StreamSupport.stream(tensor.get("data").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .toArray();
    return SymbolHistogram.of(new int[][] {symbols}, levels);
  }

  @Test
  void symbolOutsideTheLevelsIsRefused() {
    assertThatThrownBy(() -> SymbolHistogram.of(new int[][] {{2}}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("symbol: 2");
  }
}
