package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SeamMeasureTest {

  private static final PatchLayout HALVES = new PatchLayout(GridShape.of(2, 4), GridShape.of(2, 2));

  /** Rows 0 1 4 5 and 0 1 4 5: three across the seam, one beside it, none down the columns. */
  @Test
  void jumpsAcrossAreToldFromThoseInside() {
    Samples samples = new Samples(HALVES.full(), 1, new float[] {0, 1, 4, 5, 0, 1, 4, 5});
    SeamMeasure measure = SeamMeasure.of(samples, HALVES);
    assertThat(measure.across()).isEqualTo(3);
    assertThat(measure.inside()).isEqualTo(0.5, within(1e-12)); // four of 1, four of 0
    assertThat(measure.ratio()).isEqualTo(6, within(1e-12));
  }

  @Test
  void channelsAreNotNeighbours() {
    Samples samples =
        new Samples(HALVES.full(), 2, new float[] {0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9});
    assertThat(SeamMeasure.of(samples, HALVES).across()).isZero();
  }

  @Test
  void whatHasNoSeamsIsRefused() {
    Samples samples = new Samples(HALVES.full(), 1, new float[8]);
    PatchLayout one = new PatchLayout(HALVES.full(), HALVES.full());
    assertThatThrownBy(() -> SeamMeasure.of(samples, one)).hasMessageContaining("no seams");
  }
}
