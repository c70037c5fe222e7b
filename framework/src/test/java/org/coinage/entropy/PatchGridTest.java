package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PatchGridTest {

  /** Steps to the neighbour in each slot, along the last three axes of a grid, outermost first. */
  private static final int[][] STEPS = {
    {0, 0, -1}, {0, -1, 0}, {0, -1, -1}, {0, -1, 1}, {-1, 0, 0}
  };

  @Test
  void neighboursLieWhereTheirSlotsSay() {
    int[] extents = {3, 4, 5};
    PatchGrid grid = PatchGrid.of(extents);
    assertThat(grid.count()).isEqualTo(60);
    assertThat(grid.slots()).isEqualTo(5);
    for (int index = 0; index < 60; index++) {
      int[] at = {index / 20, index / 5 % 4, index % 5};
      for (int slot = 0; slot < 5; slot++) {
        int neighbour = 0;
        boolean inside = true;
        for (int axis = 0; axis < 3; axis++) {
          int to = at[axis] + STEPS[slot][axis];
          inside &= to >= 0 && to < extents[axis];
          neighbour = neighbour * extents[axis] + to;
        }
        assertThat(grid.back(index, slot)).isEqualTo(inside ? index - neighbour : 0);
      }
    }
  }

  @Test
  void gridsOfLowerRankHaveTheFirstSlotsOnly() {
    PatchGrid row = PatchGrid.of(7);
    assertThat(row.slots()).isEqualTo(1);
    assertThat(row.back(0, PatchGrid.LEFT)).isZero();
    assertThat(row.back(3, PatchGrid.LEFT)).isEqualTo(1);
    for (int slot = 1; slot < PatchGrid.MAX_SLOTS; slot++) {
      assertThat(row.back(3, slot)).isZero();
      assertThat(PatchGrid.single().back(0, slot)).isZero();
    }
    PatchGrid plane = PatchGrid.of(2, 1);
    assertThat(plane.slots()).isEqualTo(4);
    assertThat(plane.back(1, PatchGrid.ABOVE)).isEqualTo(1);
    assertThat(plane.back(1, PatchGrid.LEFT)).isZero();
    assertThat(plane.back(1, 3)).isZero();
  }

  @Test
  void impossibleGridsAreRefused() {
    int[][] impossible = {{}, {0}, {4, -1}, {1 << 16, 1 << 15}, {1, 1, 1, 1, 1, 1, 1, 1, 1}};
    for (int[] extents : impossible) {
      assertThatThrownBy(() -> PatchGrid.of(extents))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("patch grid");
    }
  }
}
