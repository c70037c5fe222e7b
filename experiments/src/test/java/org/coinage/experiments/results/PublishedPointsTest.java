package org.coinage.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedPointsTest {

  @Test
  void coinPlusPlusOnCifar10IsWhatItsRepositoryStates() {
    // coinpp 55cd431, results/cifar10: latent 128 at 5 bits, 10 steps
    PublishedPoints coinPlusPlus = PublishedPoints.of("cifar10").get(0);
    assertThat(coinPlusPlus.name()).startsWith("COIN++");
    assertThat(coinPlusPlus.curve().points().get(0).bpp()).isEqualTo(0.548);
    assertThat(coinPlusPlus.curve().points().get(0).psnr()).isEqualTo(24.22);
  }

  @Test
  void kodakHasTheNeuralCodecsThatReportsDraw() {
    assertThat(PublishedPoints.of("kodak").stream().map(PublishedPoints::name))
        .contains("COIN++", "MSCN", "VC-INR", "RECOMBINER");
  }

  @Test
  void everyEntryIsAMonotoneCurveWithItsSource() {
    assertThat(PublishedPoints.all())
        .isNotEmpty()
        .allSatisfy(
            points -> {
              assertThat(points.curve().envelope()).isEqualTo(points.curve());
              assertThat(points.source()).isNotBlank();
              assertThat(points.verification()).isNotNull();
            });
  }

  @Test
  void aDataSetNobodyPublishedOnHasNone() {
    assertThat(PublishedPoints.of("dead_leaves")).isEmpty();
  }
}
