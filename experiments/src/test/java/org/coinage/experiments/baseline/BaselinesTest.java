package org.coinage.experiments.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  private static final Baselines.Setting SETTING =
      new Baselines.Setting(SmoothImages.training().subList(0, 10), SeedTree.root(1));

  @Test
  void everyNamedBaselineIsCreatedUnderAUniqueTitle() {
    List<String> titles =
        Baselines.names().stream().map(name -> Baselines.create(name, SETTING).name()).toList();
    assertThat(titles).doesNotHaveDuplicates().contains("JPEG", "JPEG 2000", "PCA");
  }

  @Test
  void anUnknownNameAnswersWithTheKnownOnes() {
    assertThatThrownBy(() -> Baselines.create("webp", SETTING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("baseline 'webp' is not known; there are: jpeg, jpeg2000, pca");
  }
}
