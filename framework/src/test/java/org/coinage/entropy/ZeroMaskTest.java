package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroMaskTest {

  private static BitSet random(int entries, double share) {
    RandomGenerator random = SeedTree.root(1).generator();
    BitSet mask = new BitSet(entries);
    for (int i = 0; i < entries; i++) {
      mask.set(i, random.nextDouble() < share);
    }
    return mask;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.97, 1})
  void aMaskComesBackAndCostsTheEntropyOfItsShare(double share) {
    int entries = 20_000;
    BitSet mask = random(entries, share);
    byte[] bytes = ZeroMask.encode(mask, entries);
    assertThat(ZeroMask.decode(bytes, entries, mask.cardinality())).isEqualTo(mask);
    double p = (double) mask.cardinality() / entries;
    double entropy = p == 0 || p == 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    double ideal = entries * entropy / Math.log(2) / 8;
    assertThat((double) bytes.length).isBetween(ideal - 1, 1.002 * ideal + 4);
  }

  @Test
  void ninetyPercentZerosCostHalfABitAnEntry() {
    byte[] bytes = ZeroMask.encode(random(100_000, 0.1), 100_000);
    assertThat(8.0 * bytes.length / 100_000).isBetween(0.45, 0.48); // H(0.1) = 0.469
  }

  @Test
  void anotherNumberOfOnesAndBytesLeftOverAreDamage() {
    BitSet mask = random(1000, 0.1);
    byte[] bytes = ZeroMask.encode(mask, 1000);
    assertThatThrownBy(() -> ZeroMask.decode(bytes, 1000, mask.cardinality() + 1))
        .isInstanceOf(CorruptStreamException.class);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
    longer[longer.length - 1] = 1;
    assertThatThrownBy(() -> ZeroMask.decode(longer, 1000, mask.cardinality()))
        .isInstanceOf(CorruptStreamException.class)
        .hasMessageContaining("left over");
  }
}
