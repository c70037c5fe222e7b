package org.coinage.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

/** What every {@link CodeQuantizer} keeps. */
abstract class CodeQuantizerContract {

  /** The quantizer under test. */
  abstract CodeQuantizer quantizer();

  /** Largest error of an entry of a code that lies within the quantizer's range. */
  abstract double errorBound();

  /** A code within the quantizer's range. */
  abstract double[] code(RandomGenerator random);

  @Test
  void quantizingWhatWasDequantizedGivesTheSameIntegers() {
    CodeQuantizer quantizer = quantizer();
    for (int round = 0; round < 200; round++) {
      double[] code = code(SeedTree.root(3).child(round).generator());
      int[] symbols = quantizer.quantize(code);
      assertThat(quantizer.quantize(quantizer.dequantize(symbols))).isEqualTo(symbols);
    }
  }

  @Test
  void errorIsBounded() {
    CodeQuantizer quantizer = quantizer();
    for (int round = 0; round < 200; round++) {
      double[] code = code(SeedTree.root(4).child(round).generator());
      double[] decoded = quantizer.dequantize(quantizer.quantize(code));
      for (int i = 0; i < code.length; i++) {
        assertThat(Math.abs(decoded[i] - code[i])).isLessThanOrEqualTo(errorBound());
      }
    }
  }

  @Test
  void argumentsAreLeftAlone() {
    double[] code = code(SeedTree.root(5).generator());
    double[] copy = code.clone();
    int[] symbols = quantizer().quantize(code);
    int[] symbolsCopy = symbols.clone();
    quantizer().dequantize(symbols);
    assertThat(code).isEqualTo(copy);
    assertThat(symbols).isEqualTo(symbolsCopy);
  }

  @Test
  void otherDimensionsAreRefused() {
    CodeQuantizer quantizer = quantizer();
    int d = quantizer.dimension();
    assertThatThrownBy(() -> quantizer.quantize(new double[d + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected " + d);
    assertThatThrownBy(() -> quantizer.dequantize(new int[d - 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected " + d);
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      double[] code = new double[quantizer().dimension()];
      Arrays.fill(code, 0.1);
      code[1] = bad;
      assertThatThrownBy(() -> quantizer().quantize(code))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at 1");
    }
  }
}
