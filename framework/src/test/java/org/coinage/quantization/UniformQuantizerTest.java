package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UniformQuantizerTest extends CodeQuantizerContract {

  @Override
  CodeQuantizer quantizer() {
    return new UniformQuantizer(5, 0.02, 0.3, 3, 5);
  }

  @Override
  double errorBound() {
    return 0.3 * 3 / 31 * (1 + 1e-12);
  }

  @Override
  double[] code(RandomGenerator random) {
    double[] code = new double[5];
    Arrays.setAll(code, i -> 0.02 + 0.9 * (2 * random.nextDouble() - 1));
    return code;
  }

  @Test
  void bothEndsOfTheRangeAreLevels() {
    UniformQuantizer quantizer = new UniformQuantizer(3, 1, 2, 3, 2);
    assertThat(quantizer.quantize(-1e300, 1e300, 7)).containsExactly(0, 3, 3);
    assertThat(quantizer.dequantize(0, 3, 1)).containsExactly(-5, 7, -1);
  }

  @Test
  void halvesRoundToEven() {
    // Levels at 0, 1, 2, 3: mean 1.5, range 1.5 deviations of 1.
    UniformQuantizer quantizer = new UniformQuantizer(3, 1.5, 1, 1.5, 2);
    assertThat(quantizer.quantize(0.5, 1.5, 2.5)).containsExactly(0, 2, 2);
  }

  @Test
  void deviationIsUnbiasedOverAllLatents() {
    UniformQuantizer quantizer = UniformQuantizer.fit(new double[][] {{1, 2}, {3, 4}}, 3, 4);
    assertThat(quantizer.mean()).isEqualTo(2.5);
    assertThat(quantizer.deviation()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-15));
  }

  @Test
  void equalLatentsAreRefused() {
    assertThatThrownBy(() -> UniformQuantizer.fit(new double[][] {{2, 2}}, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deviation: 0.0");
  }

  @Test
  void agreesWithThePublishedCode() throws IOException {
    String shared = System.getProperty("coinage.shared");
    assumeTrue(shared != null, "system property coinage.shared names no folder of reference data");
    Path file = Path.of(shared, "golden", "aux.json");
    assumeTrue(Files.exists(file), () -> "no " + file);
    JsonNode golden = new ObjectMapper().readTree(file.toFile()).get("quantization");
    double[][] train = rows(golden.get("train_modulations"));
    double[][] test = rows(golden.get("test_modulations"));
    int cases = 0;
    for (JsonNode one : golden.get("cases")) {
      UniformQuantizer quantizer =
          UniformQuantizer.fit(train, one.get("std_range").asDouble(), one.get("num_bits").asInt());
      // The reference computes in float32.
      assertThat(quantizer.mean()).isCloseTo(golden.get("mean").asDouble(), within(1e-7));
      assertThat(quantizer.deviation())
          .isCloseTo(golden.get("std_unbiased").asDouble(), within(1e-7));
      double[][] symbols = rows(one.get("quantized_test"));
      double[][] values = rows(one.get("dequantized_test"));
      for (int i = 0; i < test.length; i++) {
        int[] quantized = quantizer.quantize(test[i]);
        assertThat(Arrays.stream(quantized).asDoubleStream().toArray()).isEqualTo(symbols[i]);
        assertThat(quantizer.dequantize(quantized)).containsExactly(values[i], within(2e-6));
      }
      cases++;
    }
    assertThat(cases).isPositive();
  }

  private static double[][] rows(JsonNode tensor) {
    double[][] rows = new double[tensor.get("shape").get(0).asInt()][];
    int width = tensor.get("shape").get(1).asInt();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[width];
      for (int j = 0; j < width; j++) {
        rows[i][j] = tensor.get("data").get(i * width + j).asDouble();
      }
    }
    return rows;
  }
}
