package org.coinage.entropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;

/**
 * Codes whose neighbours resemble each other, as those of patches of a picture do: the first
 * dimension goes on from the left and from above, the others are as busy as their surroundings; the
 * last is always 3.
 */
final class RandomPictures {

  static final int DIMENSION = 6;

  private RandomPictures() {}

  static List<PictureCodes> of(long seed, int count, int... extents) {
    List<PictureCodes> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = SeedTree.root(seed).child(i).generator();
      pictures.add(picture(random, PatchGrid.of(extents)));
    }
    return pictures;
  }

  private static PictureCodes picture(RandomGenerator random, PatchGrid grid) {
    double[] smooth = new double[grid.count()];
    double[] busy = new double[grid.count()];
    List<int[]> codes = new ArrayList<>();
    for (int i = 0; i < grid.count(); i++) {
      int left = i - grid.back(i, PatchGrid.LEFT);
      int above = i - grid.back(i, PatchGrid.ABOVE);
      smooth[i] = 0.45 * (smooth[left] + smooth[above]) + 2 * random.nextGaussian();
      busy[i] = 0.45 * (busy[left] + busy[above]) + 0.5 * random.nextGaussian();
      double spread = StrictMath.exp(busy[i]);
      int[] code = new int[DIMENSION];
      Arrays.setAll(code, d -> (int) Math.rint(spread * random.nextGaussian() / (1 + 0.5 * d)));
      code[0] = (int) Math.rint(smooth[i]);
      code[DIMENSION - 1] = 3;
      codes.add(code);
    }
    return new PictureCodes(grid, codes);
  }

  static int[][] codes(List<PictureCodes> pictures) {
    return pictures.stream().flatMap(picture -> picture.codes().stream()).toArray(int[][]::new);
  }
}
