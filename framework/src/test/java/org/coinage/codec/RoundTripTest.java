package org.coinage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coinage.entropy.CodeModel;
import org.coinage.entropy.FrequencyTable;
import org.coinage.kernel.SeedTree;
import org.coinage.signal.GridShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Symbols through a stream, a file and back: 150 combinations for each modality. */
class RoundTripTest {

  @ParameterizedTest
  @EnumSource(names = {"AUDIO", "IMAGE", "VOLUME", "VIDEO"})
  void symbolsComeBackFromAFile(Modality modality) throws CodecException {
    for (int bits = 3; bits <= 8; bits++) {
      for (int length : new int[] {0, 1, 2, 17, 1000}) {
        for (long seed = 0; seed < 5; seed++) {
          assertComesBack(modality, bits, length, seed);
        }
      }
    }
  }

  private static void assertComesBack(Modality modality, int bits, int length, long seed)
      throws CodecException {
    RandomGenerator random = SeedTree.root(seed).child(bits).child(length).generator();
    double[] weights = new double[1 << bits];
    Arrays.setAll(weights, i -> StrictMath.exp(2 * random.nextGaussian()));
    CodeModel model = CodeModel.shared(1, FrequencyTable.ofWeights(0, weights, 1e-3));
    List<int[]> symbols =
        IntStream.range(0, length).mapToObj(i -> new int[] {random.nextInt(1 << bits)}).toList();
    Imprint imprint =
        new Imprint(
            new Fingerprint(seed),
            modality,
            bits,
            new StepScale((int) seed - 2),
            shape(modality),
            1,
            Optional.empty());
    byte[] bytes = new CoinFile("x", imprint, model.encodeAll(symbols), Optional.empty()).toBytes();
    CoinFile read = CoinFile.parse(bytes, "x", Limits.DEFAULT);
    assertThat(read.imprint()).isEqualTo(imprint);
    List<int[]> back = model.decodeAll(read.code(), 0, read.code().length, length);
    assertThat(back).hasSize(length);
    for (int i = 0; i < length; i++) {
      assertThat(back.get(i)).isEqualTo(symbols.get(i));
    }
  }

  private static GridShape shape(Modality modality) {
    return switch (modality) {
      case AUDIO -> GridShape.of(16_000);
      case IMAGE -> GridShape.of(32, 48);
      default -> GridShape.of(8, 16, 9);
    };
  }
}
