package org.coinage.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.coinage.datasets.Fingerprint;
import org.coinage.datasets.SampleSet;
import org.coinage.datasets.SampleSetContract;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;

final class DeadLeavesTest extends SampleSetContract {

  @Override
  protected SampleSet open() {
    return new DeadLeaves(DeadLeavesRecipe.SMALL, 1, 20);
  }

  /** Goes with the version number: new images need a new version and a new hash. */
  @Test
  void sameSeedGivesTheSameBitsAsWhenThisWasWritten() {
    String pixels = Fingerprint.ofSamples(open()).value();
    assertThat(pixels)
        .isEqualTo("64df239e8ba84d9281ff0f4ebce896f249fd8b236a70f79e7496fbcc0610dd8b");
  }

  @Test
  void imagesDependOnSeedAndIndexAlone() {
    SampleSet more = new DeadLeaves(DeadLeavesRecipe.SMALL, 1, 30);
    assertSame(more.get(7), open().get(7));
    assertThat(more.get(8).values()).isNotEqualTo(more.get(7).values());
    assertThat(new DeadLeaves(DeadLeavesRecipe.SMALL, 2, 20).get(7).values())
        .isNotEqualTo(more.get(7).values());
  }

  @Test
  void fingerprintTellsRecipeSeedAndSizeWithoutPainting() {
    String usual = open().fingerprint();
    assertThat(new DeadLeaves(DeadLeavesRecipe.SMALL, 2, 20).fingerprint()).isNotEqualTo(usual);
    assertThat(new DeadLeaves(DeadLeavesRecipe.SMALL, 1, 21).fingerprint()).isNotEqualTo(usual);
    assertThat(new DeadLeaves(DeadLeavesRecipe.square(33), 1, 20).fingerprint())
        .isNotEqualTo(usual);
  }

  @Test
  void powerFallsAsOneOverFrequencySquaredAsInPhotographs() {
    PowerSpectrum spectrum = new PowerSpectrum(64);
    SampleSet set = new DeadLeaves(DeadLeavesRecipe.square(64), 5, 40);
    for (int i = 0; i < set.size(); i++) {
      spectrum.add(set.get(i));
    }
    // Photographs: -2 with a spread of some tenths (Ruderman, Bialek 1994; Torralba, Oliva 2003).
    assertThat(spectrum.slope(2, 20)).isBetween(-2.35, -1.65);
  }

  @Test
  void smallImagesHaveTheSpectrumOfCifar10() {
    PowerSpectrum spectrum = new PowerSpectrum(32);
    SampleSet set = new DeadLeaves(DeadLeavesRecipe.SMALL, 5, 150);
    for (int i = 0; i < set.size(); i++) {
      spectrum.add(set.get(i));
    }
    // -2.78 over the same rings of the 500 images of the shared CIFAR-10 test subset.
    assertThat(spectrum.slope(2, 10)).isBetween(-2.95, -2.55);
  }

  @Test
  void brightnessIsSpreadAndColoursAreMuted() {
    SampleSet set = new DeadLeaves(DeadLeavesRecipe.SMALL, 3, 100);
    double sum = 0;
    double squares = 0;
    double chroma = 0;
    int count = 0;
    for (int i = 0; i < set.size(); i++) {
      float[] values = set.get(i).values();
      for (int p = 0; p < values.length; p += 3) {
        double gray = (values[p] + values[p + 1] + values[p + 2]) / 3;
        sum += gray;
        squares += gray * gray;
        chroma += Math.abs(values[p] - values[p + 2]);
        count++;
      }
    }
    double mean = sum / count;
    double deviation = Math.sqrt(squares / count - mean * mean);
    // CIFAR-10 has mean 0.47 and deviation 0.25.
    assertThat(mean).isBetween(0.4, 0.55);
    assertThat(deviation).isBetween(0.18, 0.3);
    assertThat(chroma / count).isBetween(0.03, 0.2);
  }

  @Test
  void anySizeIsPaintedToTheLastPixel() {
    Samples wide = new DeadLeaves(new DeadLeavesRecipe(5, 40, 0.5, 10, 0), 1, 1).get(0);
    assertThat(wide.shape()).isEqualTo(GridShape.of(5, 40));
    Samples point = new DeadLeaves(DeadLeavesRecipe.square(1), 1, 1).get(0);
    assertThat(point.values()).hasSize(3);
  }

  @Test
  void recipesOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> new DeadLeavesRecipe(0, 32, 1, 32, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows = 0.0 must be in [1.0, 4096.0]");
    assertThatThrownBy(() -> new DeadLeavesRecipe(32, 32, 8, 4, 0.05))
        .hasMessageContaining("maxRadius");
    assertThatThrownBy(() -> new DeadLeavesRecipe(32, 32, 1, 32, Double.NaN))
        .hasMessageContaining("texture");
    assertThatThrownBy(() -> new DeadLeaves(DeadLeavesRecipe.SMALL, 1, 0))
        .hasMessageContaining("size = 0");
  }
}
