package org.coinage.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class SirenParametersTest {

  private static final SirenArchitecture SIREN = SirenArchitecture.coinPlusPlus(2, 64, 4, 3, 30);
  private final SirenParameters siren = new SirenParameters(SIREN);

  @Test
  void viewsAreThetasOwnArrays() {
    Parameters theta = Parameters.zeros(siren.layout());
    FieldTensors view = siren.view(theta);

    for (int l = 0; l < SIREN.layers(); l++) {
      assertThat(view.weights()[l]).isSameAs(theta.tensor(siren.weightName(l)));
      assertThat(view.biases()[l]).isSameAs(theta.tensor(siren.biasName(l)));
    }
    assertThat(view.hasScales()).isFalse();
    assertThat(view.hasShifts()).isFalse();
  }

  /** Sitzmann et al. 2020, sec. 3.2; the standard deviation of U(-r, r) is r / sqrt(3). */
  @Test
  void weightsFillTheRangesOfSitzmann() {
    Parameters theta = drawn(BiasInit.SIREN);

    assertFills(theta.tensor("net.0.linear.weight"), 1.0 / 2);
    assertFills(theta.tensor("net.1.linear.weight"), Math.sqrt(6.0 / 64) / 30);
    assertFills(theta.tensor("last_layer.linear.weight"), Math.sqrt(6.0 / 64) / 30);
    assertFills(theta.tensor("net.0.linear.bias"), 1.0 / 2);
    assertFills(theta.tensor("net.1.linear.bias"), Math.sqrt(6.0 / 64) / 30);
  }

  @Test
  void torchBiasesFillTheRangeOfPyTorch() {
    Parameters theta = drawn(BiasInit.TORCH);

    assertFills(theta.tensor("net.0.linear.bias"), 1 / Math.sqrt(2));
    assertFills(theta.tensor("net.1.linear.bias"), 1.0 / 8);
  }

  private Parameters drawn(BiasInit biasInit) {
    Parameters theta = Parameters.zeros(siren.layout());
    siren.initialize(theta, biasInit, SeedTree.root(5).generator());
    return theta;
  }

  private static void assertFills(double[] values, double range) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertThat(largest).isBetween(0.85 * range, range);
  }
}
