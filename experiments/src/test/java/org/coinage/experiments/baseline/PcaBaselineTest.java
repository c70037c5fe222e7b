package org.coinage.experiments.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.coinage.signal.Samples;
import org.junit.jupiter.api.Test;

class PcaBaselineTest extends BaselineCodecContract {

  private static final BaselineCodec LEARNED = learn();

  @Override
  BaselineCodec create() {
    return LEARNED;
  }

  @Override
  BaselineCodec createAgain() {
    return learn();
  }

  private static BaselineCodec learn() {
    return new PcaBaseline(SmoothImages.training(), 64, SeedTree.root(1));
  }

  @Override
  List<Integer> channels() {
    return List.of(3);
  }

  @Test
  void variancesAgreeWithTheFullEigenDecomposition() {
    RandomGenerator random = SeedTree.root(9).generator();
    double[][] rows = new double[300][40];
    for (double[] row : rows) {
      double common = random.nextGaussian();
      for (int i = 0; i < row.length; i++) {
        row[i] = 3 + common * Math.cos(i) + random.nextGaussian() * Math.pow(0.8, i);
      }
    }
    double[] expected =
        new EigenDecomposition(new Covariance(rows, false).getCovarianceMatrix())
            .getRealEigenvalues();
    double[] found = PrincipalComponents.fit(rows, 10, random).variances();
    assertThat(found).hasSize(10);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-9 * expected[0]));
    }
  }

  @Test
  void restoringAllComponentsGivesTheVectorsBack() {
    double[][] rows = {{1, 2, 3}, {2, 2, 1}, {0, 5, 4}, {7, 1, 1}};
    PrincipalComponents all = PrincipalComponents.fit(rows, 3, SeedTree.root(1).generator());
    double[][] restored = all.restore(all.project(rows));
    for (int i = 0; i < rows.length; i++) {
      assertThat(restored[i]).containsExactly(rows[i], within(1e-12));
    }
  }

  @Test
  void fewImagesHaveFewComponents() {
    PcaBaseline codec =
        new PcaBaseline(SmoothImages.training().subList(0, 5), 64, SeedTree.root(1));
    assertThat(codec.components()).isEqualTo(4);
  }

  @Test
  void theContainerCostsLessThanTwoBytesAnImage() {
    List<Samples> images = SmoothImages.training();
    assertThat(create().encode(images, 0).containerBytes()).isLessThan(2L * images.size());
  }

  @Test
  void aDamagedBlockIsNoticed() {
    BaselineCodec codec = create();
    byte[] file = codec.encode(SmoothImages.test(3), 1).files().get(0);
    file[file.length - 6] ^= 1;
    assertThatThrownBy(() -> codec.decode(new CodedSet(List.of(file), 0)))
        .isInstanceOf(BaselineException.class)
        .hasMessageContaining("block 0 is damaged");
  }

  @Test
  void everyTruncationIsNoticed() {
    BaselineCodec codec = create();
    byte[] file = codec.encode(SmoothImages.test(3).subList(0, 1), -1).files().get(0);
    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> codec.decode(new CodedSet(List.of(part), 0)))
          .isInstanceOf(BaselineException.class);
    }
  }

  @Test
  void anImageOfAnotherShapeIsRefusedWithBothShapes() {
    Samples large = new Samples(GridShape.of(64, 64), 3, new float[64 * 64 * 3]);
    assertThatThrownBy(() -> create().encode(List.of(large), 0))
        .isInstanceOf(BaselineException.class)
        .hasMessageContaining("32x32")
        .hasMessageContaining("64x64");
  }
}
