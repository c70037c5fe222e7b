package org.coinage.experiments.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That benchmarks run and count rightly; how fast they are is not for a test to say. */
class BenchmarkTest {

  private static final BenchmarkSettings TINY =
      new BenchmarkSettings(8, 3, 4, 2, 16, 3, 2, 0.5, "auto", 0, 0.01);

  /** 8x3 on 16 points: 2 * 16 * (2 * 8 + 8 * 8 + 8 * 3) operations an evaluation. */
  @ParameterizedTest
  @CsvSource({"meta-step, 21", "encode, 6", "decode, 1"})
  void usefulWorkIsCountedInEvaluations(String name, int evaluations) {
    Measurement found = new Benchmark(TINY).measure(name);

    double evaluation = 2 * 16 * (2 * 8 + 8 * 8 + 8 * 3);
    double flops = found.usefulGflops() * 1e9 * found.medianSeconds();
    assertThat(flops / (2 * evaluation)).isBetween(evaluations - 1e-6, evaluations + 1e-6);
    assertThat(found.workload()).startsWith(name);
    ObjectNode json = found.toJson();
    assertThat(json.fieldNames())
        .toIterable()
        .contains("median_s", "useful_gflops", "peak_gflops", "fraction_of_peak", "signals_per_s");
  }

  @Test
  void anUnknownBenchmarkIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> new Benchmark(TINY).measure("train"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("meta-step");
  }

  @Test
  void profileSharesAddUpToOne() {
    BenchmarkSettings longer = new BenchmarkSettings(32, 4, 4, 2, 256, 3, 1, 0, "auto", 0, 1);
    var shares = new Benchmark(longer).profile("encode");

    assertThat(shares.keySet()).anyMatch(method -> !method.equals("elsewhere"));
    assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-9));
  }
}
