package org.coinage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedTreeTest {

  /** Checkpoints and published results depend on these numbers: they must never change. */
  @Test
  void streamsKeepTheirFirstNumbers() {
    SeedTree root = SeedTree.root(1);

    assertThat(root.generator().nextLong()).isEqualTo(6791897765849424158L);
    assertThat(root.child("noise").generator().nextLong()).isEqualTo(609757575198444453L);
    assertThat(root.child(812).generator().nextLong()).isEqualTo(-8249207445634741883L);
    assertThat(root.child("noise").child(812).generator().nextGaussian())
        .isEqualTo(-0.5750555157694626);
  }

  @Test
  void sameNodeStartsTheSameStream() {
    RandomGenerator first = SeedTree.root(5).child("a").child(3).generator();
    RandomGenerator second = SeedTree.root(5).child("a").child(3).generator();

    for (int i = 0; i < 100; i++) {
      assertThat(first.nextLong()).isEqualTo(second.nextLong());
    }
  }

  @Test
  void purposesIndicesAndOrderOfChildrenGiveDifferentStreams() {
    SeedTree root = SeedTree.root(0);
    Set<Long> first = new HashSet<>();
    int count = 0;
    for (SeedTree node :
        new SeedTree[] {
          root, root.child("a"), root.child("b"), root.child("ab"), root.child("ba")
        }) {
      for (long index = -50; index < 2000; index++) {
        first.add(node.child(index).generator().nextLong());
        count++;
      }
    }

    assertThat(first).hasSize(count);
    assertThat(root.child("a").child("b").generator().nextLong())
        .isNotEqualTo(root.child("b").child("a").generator().nextLong());
  }

  @Test
  void neighbouringStreamsAreUncorrelated() {
    int count = 20_000;
    RandomGenerator left = SeedTree.root(7).child(1).generator();
    RandomGenerator right = SeedTree.root(7).child(2).generator();
    double product = 0;
    for (int i = 0; i < count; i++) {
      product += left.nextGaussian() * right.nextGaussian();
    }

    assertThat(product / count).isCloseTo(0, within(4 / Math.sqrt(count)));
  }

  /** Moments of the standard normal: 0, 1, 0, 3; bounds are four standard errors. */
  @Test
  void normalsHaveTheMomentsOfTheNormalDistribution() {
    int count = 200_000;
    RandomGenerator random = SeedTree.root(11).generator();
    double[] moments = new double[5];
    for (int i = 0; i < count; i++) {
      double value = random.nextGaussian();
      double power = 1;
      for (int k = 0; k < moments.length; k++) {
        moments[k] += power / count;
        power *= value;
      }
    }

    double error = 4 / Math.sqrt(count);
    assertThat(moments[1]).isCloseTo(0, within(error));
    assertThat(moments[2]).isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(moments[3]).isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(moments[4]).isCloseTo(3, within(error * Math.sqrt(96)));
  }
}
