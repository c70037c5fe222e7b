package org.coinage.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MintingTest {

  @ParameterizedTest
  @CsvSource({
    "1.0, step-1",
    "1.4, step-1.4",
    "0.25, step-0.25",
    "40, step-40",
    "3.1905573507637386, step-3.191",
    "0.000123456, step-0.0001235"
  })
  void codebooksAreNamedByTheirFactorToFourDigits(double factor, String name) {
    assertThat(Minting.name(factor)).isEqualTo(name);
  }
}
