package org.coinage.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class FieldDecoderTest {

  /** sin(3 (2 (0.5 x + 0.1) + 0.2)) * 2 + 0.25 + 0.5, by hand. */
  @Test
  void fieldOfOneUnitIsTheFormula() {
    SirenArchitecture siren =
        new SirenArchitecture(1, PositionalEncoding.NONE, 1, 2, 1, 3, 30, 0.5);
    FieldTensors psi =
        new FieldTensors(
            new double[][] {{0.5}, {2}},
            new double[][] {{0.1}, {0.25}},
            new double[][] {{2}},
            new double[][] {{0.2}});

    float[] values = new FieldDecoder(siren, psi).evaluate(psi, new float[] {0, 0.5f, -1});

    float[] x = {0, 0.5f, -1};
    for (int p = 0; p < x.length; p++) {
      double expected = Math.sin(3 * (2 * (0.5 * x[p] + 0.1) + 0.2)) * 2 + 0.75;
      assertThat((double) values[p]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void firstLayerHasItsOwnFrequency() {
    SirenArchitecture slow = new SirenArchitecture(2, PositionalEncoding.NONE, 8, 3, 3, 1, 30, 0);
    SirenArchitecture fast = new SirenArchitecture(2, PositionalEncoding.NONE, 8, 3, 3, 2, 30, 0);
    SirenParameters siren = new SirenParameters(slow);
    Parameters theta = Parameters.zeros(siren.layout());
    siren.initialize(theta, BiasInit.SIREN, SeedTree.root(1).generator());
    float[] coordinates = {0.25f, -0.5f};

    float[] fastValues =
        new FieldDecoder(fast, siren.view(theta)).evaluate(siren.view(theta), coordinates);
    for (int i = 0; i < 16; i++) {
      theta.tensor("net.0.linear.weight")[i] *= 2;
    }
    for (int i = 0; i < 8; i++) {
      theta.tensor("net.0.linear.bias")[i] *= 2;
    }

    assertThat(new FieldDecoder(slow, siren.view(theta)).evaluate(siren.view(theta), coordinates))
        .isEqualTo(fastValues);
  }
}
