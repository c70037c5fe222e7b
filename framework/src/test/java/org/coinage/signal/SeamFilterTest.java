package org.coinage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

final class SeamFilterTest {

  private static final PatchLayout TWO = new PatchLayout(GridShape.of(16), GridShape.of(8));
  private static final SamplingGrid POINTS = SamplingGrid.of(TWO.full());

  /** 0 in the first patch, 1 in the second. */
  private static Samples step() {
    float[] values = new float[16];
    Arrays.fill(values, 8, 16, 1);
    return new Samples(TWO.full(), 1, values);
  }

  @Test
  void jumpIsSharedOutByTheSquareOfTheDistanceThatIsLeft() {
    float[] closed = new SeamFilter(4).apply(step(), POINTS, TWO).values();
    double[] half = {3.5, 2.5, 1.5, 0.5};
    for (int i = 0; i < 4; i++) {
      double moved = 0.5 * (1 - half[i] / 4) * (1 - half[i] / 4);
      assertThat(closed[4 + i]).isCloseTo((float) moved, within(1e-6f));
      assertThat(closed[11 - i]).isCloseTo((float) (1 - moved), within(1e-6f));
    }
    assertThat(Arrays.copyOf(closed, 4)).containsOnly(0);
    assertThat(Arrays.copyOfRange(closed, 12, 16)).containsOnly(1);
  }

  @Test
  void theDenserTheSamplesTheLessIsLeftOfAJump() {
    SamplingGrid dense = POINTS.scaled(16);
    float[] values = new float[256];
    Arrays.fill(values, 128, 256, 1);
    Samples step = new Samples(GridShape.of(256), 1, values);
    float[] closed = new SeamFilter(4).apply(step, dense, TWO).values();
    assertThat(closed[128] - closed[127]).isBetween(0f, 0.04f);
  }

  @Test
  void signalThatDoesNotJumpIsLeftAsItIs() {
    float[] values = new float[16];
    Arrays.fill(values, 0.25f);
    Samples flat = new Samples(TWO.full(), 1, values);
    assertThat(SeamFilter.STANDARD.apply(flat, POINTS, TWO).values()).isEqualTo(values);
    assertThat(SeamFilter.NONE.apply(step(), POINTS, TWO).values()).isEqualTo(step().values());
  }

  @Test
  void noPatchIsChangedBeyondItsMiddle() {
    float[] closed = new SeamFilter(100).apply(step(), POINTS, TWO).values();
    assertThat(closed[3]).isZero();
    assertThat(closed[4]).isPositive();
  }

  @Test
  void regionHasTheSamplesOfTheWhole() {
    PatchLayout layout = new PatchLayout(GridShape.of(21, 19), GridShape.of(8, 6));
    float[] values = new float[21 * 19 * 2];
    var random = SeedTree.root(3).generator();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    SamplingGrid whole = SamplingGrid.of(layout.full());
    Samples closed =
        SeamFilter.STANDARD.apply(new Samples(layout.full(), 2, values), whole, layout);
    SamplingGrid region = whole.region(List.of(5.0, 6.0), List.of(7.0, 9.0));
    SamplingGrid around = SeamFilter.STANDARD.around(region, layout);
    Samples there = SeamFilter.STANDARD.apply(cut(values, around), region, layout);
    assertThat(there.shape()).isEqualTo(GridShape.of(7, 9));
    for (int row = 0; row < 7; row++) {
      for (int i = 0; i < 18; i++) {
        assertThat(there.values()[row * 18 + i])
            .isEqualTo(closed.values()[((5 + row) * 19 + 6) * 2 + i]);
      }
    }
  }

  /** The samples of a 21x19 grid with 2 channels that lie on another. */
  private static Samples cut(float[] values, SamplingGrid grid) {
    GridShape shape = grid.shape();
    float[] part = new float[shape.points() * 2];
    for (int i = 0; i < part.length; i++) {
      int row = (int) grid.axes().get(0).at(i / 2 / shape.extent(1));
      int column = (int) grid.axes().get(1).at(i / 2 % shape.extent(1));
      part[i] = values[(row * 19 + column) * 2 + i % 2];
    }
    return new Samples(shape, 2, part);
  }
}
