package org.coinage.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coinage.signal.GridShape;
import org.coinage.signal.PatchLayout;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;

class SeamTableTest {

  private static final GridShape SHAPE = GridShape.of(8, 16);

  /** A ramp along the rows, and the same with the right half lifted: a seam that was not there. */
  @Test
  void closedSeamJumpsLessAndIsNearerToTheOriginal() {
    float[] ramp = new float[128];
    float[] coded = new float[128];
    for (int i = 0; i < 128; i++) {
      ramp[i] = i % 16 * 0.01f;
      coded[i] = ramp[i] + (i % 16 < 8 ? 0 : 0.2f);
    }
    SeamTable seams = new SeamTable();
    seams.add(
        "a.png",
        new Samples(SHAPE, 1, ramp),
        new Samples(SHAPE, 1, coded),
        new PatchLayout(SHAPE, GridShape.of(8, 8)));
    List<String> row = seams.table().orElseThrow().rows().get(0);
    assertThat(row.get(0)).isEqualTo("a.png");
    double before = Double.parseDouble(row.get(2));
    assertThat(Double.parseDouble(row.get(3))).isLessThan(before / 2);
    assertThat(Double.parseDouble(row.get(5))).isGreaterThan(Double.parseDouble(row.get(4)));
  }

  @Test
  void pictureOfOnePatchHasNoRow() {
    SeamTable seams = new SeamTable();
    Samples image = new Samples(SHAPE, 1, new float[128]);
    seams.add("a.png", image, image, new PatchLayout(SHAPE, SHAPE));
    assertThat(seams.table()).isEmpty();
  }
}
