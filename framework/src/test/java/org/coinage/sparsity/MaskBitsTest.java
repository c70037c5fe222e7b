package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MaskBitsTest {

  @Test
  void sizesWithTheMaskAreThoseOfTheReference() throws IOException {
    Oracles.read("oracles2.json", "rate")
        .properties()
        .forEach(
            row -> {
              String[] key = row.getKey().split("[=,]", -1);
              int bits = Integer.parseInt(key[3]);
              long kept = Math.round((1 - Double.parseDouble(key[1])) * 1000);
              var census = new GateCensus(1000, 0, kept, MaskBits.of(kept, 1000));
              assertThat(MaskBits.of(kept, 1000) / 1000)
                  .isCloseTo(row.getValue().path("mask").asDouble(), within(1e-12));
              assertThat(1 / new SizeConstraint.MeasuredBits(0.5, bits).measured(census))
                  .isCloseTo(row.getValue().path("gain_vs_dense_b").asDouble(), within(1e-9));
            });
  }

  @Test
  void allOrNothingNeedsNoMask() {
    assertThat(MaskBits.of(0, 7)).isZero();
    assertThat(MaskBits.of(7, 7)).isZero();
    assertThatThrownBy(() -> MaskBits.of(8, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kept = 8");
  }
}
