package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.coinage.testing.SharedData;
import org.junit.jupiter.api.Test;

class SymmetricQuantizerTest extends CodeQuantizerContract {

  private static final Runs RUNS = Runs.of(3, 2);

  @Override
  SymmetricQuantizer quantizer() {
    return new SymmetricQuantizer(RUNS, new double[] {0.1, 0.4}, 4);
  }

  @Override
  double errorBound() {
    return 0.2 * (1 + 1e-12);
  }

  @Override
  double[] code(RandomGenerator random) {
    double[] code = new double[5];
    Arrays.setAll(code, i -> 0.7 * (2 * random.nextDouble() - 1));
    return code;
  }

  /** Three bits per tensor, the range that of the largest magnitude: the reference table's. */
  @Test
  void levelsAreThoseOfTheReferenceTable() throws IOException {
    JsonNode table =
        new ObjectMapper()
            .readTree(SharedData.require("oracles/oracles.json").toFile())
            .path("quant");
    double[] x = numbers(table.path("x"));
    double scale = table.path("sym3").path("scale").asDouble();
    SymmetricQuantizer quantizer =
        new SymmetricQuantizer(Runs.of(x.length), new double[] {scale}, 3);
    assertThat(quantizer.dequantize(quantizer.quantize(x)))
        .containsExactly(numbers(table.path("sym3").path("y")), within(1e-12));
  }

  @Test
  void symbolsAreCentredAndClippedAtEitherEnd() {
    assertThat(quantizer().quantize(-9, 0, 9, 0.79, -0.81)).containsExactly(0, 7, 14, 9, 5);
    assertThat(quantizer().levels()).isEqualTo(15);
  }

  /** As AIMET's mask: the ends themselves still pass. */
  @Test
  void gradientsPassWhereNothingIsClipped() {
    double[] code = {-0.71, -0.7, 0.3, 2.8, 2.9};
    assertThat(quantizer().pullStraightThrough(code, 1, 2, 3, 4, 5)).containsExactly(0, 2, 3, 4, 0);
  }

  @Test
  void rangesAreFittedPerTensorForTheLeastSquaredError() {
    double[][] codes = {{1, -2, 3, 0.01, 0.02}, {3, 3, -3, -0.03, 0}};
    SymmetricQuantizer fitted = SymmetricQuantizer.fit(RUNS, codes, 3);
    assertThat(fitted.steps()).containsExactly(new double[] {1, 0.01}, within(1e-12));
    // One of a thousand lies outside: clipping it costs 4, a range for it 13 of squared error.
    double[][] outlier = new double[1000][1];
    Arrays.setAll(outlier, i -> new double[] {i == 0 ? 3 : (i % 201 - 100) / 100.0});
    assertThat(SymmetricQuantizer.fit(Runs.of(1), outlier, 4).steps()[0]).isLessThan(3.0 / 7);
  }

  @Test
  void aTensorThatNeverMovesIsCodedAsZero() {
    SymmetricQuantizer fitted = SymmetricQuantizer.fit(Runs.of(1, 1), new double[][] {{0, 1}}, 8);
    assertThat(fitted.dequantize(fitted.quantize(0, 1))).containsExactly(0, 1);
  }

  @Test
  void bitsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SymmetricQuantizer(RUNS, new double[] {1, 1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bits: 1");
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
