package org.coinage.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class RangeCoderTest {

  private static final SeedTree SEEDS = SeedTree.root(20261123);

  @Test
  void bytesEqualThoseOfAnExactInterval() {
    for (int round = 0; round < 300; round++) {
      RandomGenerator random = SEEDS.child("reference").child(round).generator();
      RangeEncoder encoder = new RangeEncoder();
      BigIntervalCoder reference = new BigIntervalCoder();
      int symbols = random.nextInt(60);
      for (int i = 0; i < symbols; i++) {
        if (random.nextInt(8) == 0) {
          int count = random.nextInt(17);
          int value = random.nextInt(1 << count);
          encoder.encodeBits(value, count);
          reference.encode(value, 1, count);
        } else {
          int frequency = 1 + random.nextInt(1 << random.nextInt(17));
          // Shares at the very end are those that carry.
          int start =
              random.nextBoolean() ? 65536 - frequency : random.nextInt(65536 - frequency + 1);
          encoder.encode(start, frequency);
          reference.encode(start, frequency, 16);
        }
      }
      assertThat(encoder.finish()).isEqualTo(reference.finish());
    }
  }

  /** A million symbols of twenty distributions, from nearly certain over skewed to uniform. */
  @Test
  void bytesEqualThoseOfAnExactIntervalOnTwentyDistributions() {
    for (int kind = 0; kind < 20; kind++) {
      RandomGenerator random = SEEDS.child("distribution").child(kind).generator();
      int[] starts = starts(kind, random);
      int symbols = 0;
      while (symbols < 50_000) {
        RangeEncoder encoder = new RangeEncoder();
        BigIntervalCoder reference = new BigIntervalCoder();
        int length = 1 + random.nextInt(400);
        for (int i = 0; i < length; i++) {
          int symbol = Arrays.binarySearch(starts, random.nextInt(65536));
          symbol = symbol < 0 ? -symbol - 2 : symbol;
          encoder.encode(starts[symbol], starts[symbol + 1] - starts[symbol]);
          reference.encode(starts[symbol], starts[symbol + 1] - starts[symbol], 16);
        }
        assertThat(encoder.finish()).as("distribution %s", kind).isEqualTo(reference.finish());
        symbols += length;
      }
    }
  }

  /** The first five leave one symbol all but a few parts of 2^16, at one end or the other. */
  private static int[] starts(int kind, RandomGenerator random) {
    if (kind < 5) {
      return kind % 2 == 0 ? new int[] {0, 65535 - kind, 65536} : new int[] {0, kind, 65536};
    }
    int symbols = kind == 5 ? 65536 : 2 << (kind % 9);
    double[] weights = new double[symbols - 1];
    Arrays.setAll(weights, i -> StrictMath.exp((kind - 6) * 0.5 * random.nextGaussian()));
    int[] table = FrequencyTable.ofWeights(0, weights, 1).toInts();
    int[] starts = new int[symbols + 1];
    for (int i = 0; i < symbols; i++) {
      starts[i + 1] = starts[i] + table[i + 2];
    }
    return starts;
  }

  @Test
  void workedExampleOfThePackageDocumentationHolds() {
    RangeEncoder ba = new RangeEncoder();
    ba.encode(49152, 16384);
    ba.encode(0, 49152);
    assertThat(ba.finish()).containsExactly(0xC0);
    RangeEncoder aa = new RangeEncoder();
    aa.encode(0, 49152);
    aa.encode(0, 49152);
    assertThat(aa.finish()).isEmpty();
  }

  @Test
  void carryRunsThroughManyBytes() {
    RangeEncoder encoder = new RangeEncoder();
    BigIntervalCoder reference = new BigIntervalCoder();
    for (int i = 0; i < 40; i++) {
      encoder.encode(65535, 1);
      reference.encode(65535, 1, 16);
    }
    encoder.encode(1, 65535);
    reference.encode(1, 65535, 16);
    byte[] bytes = encoder.finish();
    assertThat(bytes).isEqualTo(reference.finish());
    RangeDecoder decoder = new RangeDecoder(bytes, 0, bytes.length);
    for (int i = 0; i < 40; i++) {
      assertThat(decoder.target()).isEqualTo(65535);
      decoder.consume(65535, 1);
    }
    decoder.consume(1, 65535);
    decoder.finish();
  }

  @Test
  void decoderReadsOnlyItsSection() {
    RangeEncoder encoder = new RangeEncoder();
    encoder.encodeBits(0x1234, 16);
    byte[] stream = encoder.finish();
    assertThat(stream).hasSize(2);
    byte[] padded = {-1, -1, stream[0], stream[1], -1, -1, -1, -1, -1};
    RangeDecoder decoder = new RangeDecoder(padded, 2, 2);
    assertThat(decoder.decodeBits(16)).isEqualTo(0x1234);
    assertThat(decoder.decodeBits(16)).isZero();
    decoder.finish();
  }

  @Test
  void sectionOutsideTheArrayIsRefused() {
    byte[] bytes = new byte[4];
    assertThatThrownBy(() -> new RangeDecoder(bytes, 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new RangeDecoder(bytes, -1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void impossibleStateIsReported() {
    // After three shares of 65535 at 0, range = 65535^3, no multiple of 2^16: the numbers above
    // 2^16 * floor(range / 2^16) belong to no share. Take the highest.
    long top = 65535L * 65535 * 65535 - 1;
    byte[] bytes = ByteBuffer.allocate(8).putLong(top << 16).array();
    RangeDecoder decoder = new RangeDecoder(bytes, 0, 6);
    for (int i = 0; i < 3; i++) {
      decoder.consume(0, 65535);
    }
    assertThatThrownBy(decoder::target)
        .isInstanceOf(CorruptStreamException.class)
        .hasMessageContaining("impossible state");
  }

  @Test
  void leftOverAndNonCanonicalBytesAreReported() {
    assertThatThrownBy(() -> new RangeDecoder(new byte[] {1, 2, 3, 4, 5, 6, 7}, 0, 7).finish())
        .isInstanceOf(CorruptStreamException.class)
        .hasMessageContaining("1 of 7 bytes left over");
    assertThatThrownBy(() -> new RangeDecoder(new byte[] {1, 0}, 0, 2).finish())
        .isInstanceOf(CorruptStreamException.class)
        .hasMessageContaining("zero byte");
  }

  @Test
  void sharesOutsideTheTotalAreRefused() {
    RangeEncoder encoder = new RangeEncoder();
    assertThatThrownBy(() -> encoder.encode(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.encode(1, 65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.encode(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> encoder.encodeBits(4, 2)).isInstanceOf(IllegalArgumentException.class);
    encoder.finish();
    assertThatThrownBy(() -> encoder.encode(0, 1)).isInstanceOf(IllegalStateException.class);
  }
}
