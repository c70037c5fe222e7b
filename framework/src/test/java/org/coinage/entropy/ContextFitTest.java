package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class ContextFitTest {

  private static final List<PictureCodes> TRAINING = RandomPictures.of(1, 60, 8, 8);
  private static final List<PictureCodes> TEST = RandomPictures.of(2, 20, 12, 12);
  private static final CodeModel BASE = CodeModelFit.perDimension(RandomPictures.codes(TRAINING));

  private static double bits(CodeModel model) {
    return TEST.stream().mapToDouble(each -> model.bits(each.codes(), each.grid())).sum();
  }

  @Test
  void eachPartSavesBitsOnPicturesItNeverSaw() {
    double fixed = bits(BASE);
    double classes = bits(new ContextFit(8, false, 32).fit(BASE, TRAINING));
    double prediction = bits(new ContextFit(1, true, 32).fit(BASE, TRAINING));
    double both = bits(new ContextFit(8, true, 32).fit(BASE, TRAINING));
    assertThat(classes).isLessThan(0.97 * fixed);
    assertThat(prediction).isLessThan(0.97 * fixed);
    assertThat(both).isLessThan(0.97 * Math.min(classes, prediction));
  }

  @Test
  void whatPaysIsChosen() {
    CodeModel chosen = CodeModelFit.withContext(BASE, TRAINING);
    assertThat(chosen.hasContext()).isTrue();
    assertThat(bits(chosen)).isLessThan(0.93 * bits(BASE));
    assertThat(chosen.table(1)).isEqualTo(BASE.table(1));
    assertThat(CodeModelFit.withContext(BASE, TRAINING)).isEqualTo(chosen);
  }

  @Test
  void codesThatHaveNothingToDoWithEachOtherGetNoContext() {
    List<PictureCodes> unrelated = new ArrayList<>();
    RandomGenerator random = SeedTree.root(3).generator();
    for (int i = 0; i < 60; i++) {
      int[][] codes = new int[64][RandomPictures.DIMENSION];
      for (int[] code : codes) {
        Arrays.setAll(code, d -> (int) Math.rint(random.nextGaussian() * (d + 1)));
      }
      unrelated.add(new PictureCodes(PatchGrid.of(8, 8), List.of(codes)));
    }
    CodeModel base = CodeModelFit.perDimension(RandomPictures.codes(unrelated));
    assertThat(CodeModelFit.withContext(base, unrelated)).isEqualTo(base);
  }

  @Test
  void tooFewPicturesGetNoContext() {
    assertThat(CodeModelFit.withContext(BASE, List.of())).isEqualTo(BASE);
    assertThat(CodeModelFit.withContext(BASE, TRAINING.subList(0, 9))).isEqualTo(BASE);
  }

  /** Signals of quiet and busy codes: the first dimensions tell of which a code is. */
  private static List<PictureCodes> mixture(long seed, int signals, boolean mixed) {
    RandomGenerator random = SeedTree.root(seed).generator();
    List<PictureCodes> codes = new ArrayList<>();
    for (int i = 0; i < signals; i++) {
      double scale = mixed && i % 2 == 0 ? 6 : 1;
      int[] code = new int[24];
      Arrays.setAll(code, d -> (int) Math.rint(random.nextGaussian() * scale));
      codes.add(new PictureCodes(PatchGrid.single(), List.of(code)));
    }
    return codes;
  }

  @Test
  void aCodeInOnePieceIsCodedByHowBusyItHasBeenSoFar() {
    List<PictureCodes> training = mixture(7, 800, true);
    CodeModel base = CodeModelFit.perDimension(RandomPictures.codes(training));
    CodeModel chosen = CodeModelFit.withContext(base, training);
    List<int[]> test =
        mixture(8, 200, true).stream().flatMap(each -> each.codes().stream()).toList();
    double fixed = base.bits(test, PatchGrid.single());
    assertThat(chosen.bits(test, PatchGrid.single())).isLessThan(0.9 * fixed);
    assertThat(chosen.worth()).isZero();
    byte[] bytes = chosen.encodeAll(test);
    assertThat(chosen.decodeAll(bytes, 0, bytes.length, test.size()))
        .usingRecursiveComparison()
        .isEqualTo(test);
  }

  @Test
  void codesInOnePieceOfOneScaleAreCodedEachDimensionForItself() {
    List<PictureCodes> training = mixture(9, 800, false);
    CodeModel base = CodeModelFit.perDimension(RandomPictures.codes(training));
    assertThat(CodeModelFit.withContext(base, training)).isEqualTo(base);
  }

  @Test
  void picturesOfDifferentShapeAndConstantCodesAreFitted() {
    List<PictureCodes> mixed = new ArrayList<>(RandomPictures.of(5, 10, 3, 9));
    mixed.addAll(RandomPictures.of(6, 10, 7, 1));
    assertThat(CodeModelFit.withContext(BASE, mixed).dimension()).isEqualTo(BASE.dimension());

    int[][] still = new int[16][RandomPictures.DIMENSION];
    for (int[] code : still) {
      code[RandomPictures.DIMENSION - 1] = 3;
    }
    PictureCodes blank = new PictureCodes(PatchGrid.of(4, 4), List.of(still));
    CodeModel model = CodeModelFit.withContext(BASE, Collections.nCopies(10, blank));
    assertThat(model.bits(blank.codes(), blank.grid())).isLessThan(16);
  }
}
