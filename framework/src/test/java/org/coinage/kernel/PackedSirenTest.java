package org.coinage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedSirenTest {

  /** SHA-256 of the big-endian floats that {@link #fixedFields} evaluates to, on JDK 17 and 25. */
  private static final String FIXED_FIELDS =
      "141bde78f54daa13c28c7d3ff36e0cf7e86686375f380694fec834a308d5ef52";

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void blockedEvaluationHasTheBitsOfTheRules(int seed) {
    RandomSiren siren = RandomSiren.draw(seed);

    assertThat(bits(siren.evaluate())).isEqualTo(bits(siren.byTheRules()));
  }

  /** The panel kernels take over in long work; no decoder may notice. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void panelEvaluationHasTheBitsOfTheRules(int seed) {
    RandomSiren siren = RandomSiren.draw(seed);
    float[] out = new float[siren.points * siren.channels];
    siren.pack().warm().evaluate(siren.scales, siren.shifts, siren.coordinates, out);

    assertThat(bits(out)).isEqualTo(bits(siren.byTheRules()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void panelEvaluationRefusesWhatBlocksRefuse(int seed) {
    RandomSiren siren = RandomSiren.draw(seed);
    float[] out = new float[siren.points * siren.channels];
    siren.coordinates[siren.coordinates.length - 1] = Float.NaN;
    PackedSiren packed = siren.pack();
    Throwable cold =
        catchThrowable(() -> packed.evaluate(siren.scales, siren.shifts, siren.coordinates, out));
    siren.coordinates[siren.coordinates.length - 1] = 1e30f;
    Throwable coldRange =
        catchThrowable(() -> packed.evaluate(siren.scales, siren.shifts, siren.coordinates, out));
    packed.warm();
    assertThatThrownBy(() -> packed.evaluate(siren.scales, siren.shifts, siren.coordinates, out))
        .isInstanceOf(ArgumentRangeException.class)
        .hasMessage(coldRange.getMessage());
    siren.coordinates[siren.coordinates.length - 1] = Float.NaN;
    assertThatThrownBy(() -> packed.evaluate(siren.scales, siren.shifts, siren.coordinates, out))
        .isInstanceOf(ArgumentRangeException.class)
        .hasMessage(cold.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void evaluationAgreesWithBinary64(int seed) {
    RandomSiren siren = RandomSiren.draw(seed);
    float[] actual = siren.evaluate();
    double[] expected = siren.inBinary64();

    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(2e-5));
    }
  }

  @Test
  void pointsDoNotDependOnTheirNeighbours() {
    RandomSiren siren = RandomSiren.draw(4);
    float[] all = siren.evaluate();
    int point = siren.points - 1;
    float[] alone = new float[siren.channels];

    siren
        .pack()
        .evaluate(
            siren.scales,
            siren.shifts,
            Arrays.copyOfRange(
                siren.coordinates, point * siren.inputDim, (point + 1) * siren.inputDim),
            alone);

    assertThat(bits(alone))
        .isEqualTo(bits(Arrays.copyOfRange(all, point * siren.channels, all.length)));
  }

  /** Rule 6: what a sparse kernel does. */
  @ParameterizedTest
  @ValueSource(ints = {20, 21, 22, 23, 24, 25, 26, 27})
  void skippingZeroWeightsKeepsTheBits(int seed) {
    RandomSiren siren = RandomSiren.draw(seed);
    RandomGenerator random = SeedTree.root(seed).child("mask").generator();
    for (double[] weight : siren.weights) {
      for (int i = 0; i < weight.length; i++) {
        weight[i] = random.nextInt(4) == 0 ? weight[i] : random.nextBoolean() ? 0.0 : -0.0;
      }
    }
    siren.skipZeros = true;
    float[] sparse = new float[siren.points * siren.channels];
    siren.pack().warm().evaluate(siren.scales, siren.shifts, siren.coordinates, sparse);

    assertThat(bits(siren.evaluate())).isEqualTo(bits(siren.byTheRules()));
    assertThat(bits(sparse)).isEqualTo(bits(siren.byTheRules()));
  }

  @Test
  void zeroOutputIsNeverNegativeZero() {
    PackedSiren siren =
        PackedSiren.pack(
            1, 1, 2, 1, new double[] {1}, new double[][] {{1}, {-0.0}}, new double[2][1], -0.0);
    float[] out = new float[1];

    siren.evaluate(null, null, new float[] {-0.5f}, out);

    assertThat(Float.floatToRawIntBits(out[0])).isZero();
  }

  @Test
  void fixedFieldsKeepTheirDigest() throws NoSuchAlgorithmException {
    assertThat(fixedFields()).isEqualTo(FIXED_FIELDS);
  }

  @Test
  void argumentBeyondTheRangeSaysWhere() {
    PackedSiren siren =
        PackedSiren.pack(
            1,
            2,
            2,
            1,
            new double[] {1e5},
            new double[][] {{1, 1e4}, {1, 1}},
            new double[][] {{0, 0}, {0}},
            0);

    assertThatThrownBy(() -> siren.evaluate(null, null, new float[] {0.001f, 1}, new float[2]))
        .isInstanceOf(ArgumentRangeException.class)
        .hasMessageContaining("sine layer 0, unit 1, point 1")
        .hasMessageContaining("2^22");
  }

  @Test
  void damagedNumbersAreRefused() {
    double[] one = {1};
    double[][] weights = {{Double.NaN}, {1}};
    assertThatThrownBy(() -> PackedSiren.pack(1, 1, 2, 1, one, weights, new double[2][1], 0))
        .isInstanceOf(ArgumentRangeException.class)
        .hasMessageContaining("weight 0 of layer 0 is NaN");
    PackedSiren siren =
        PackedSiren.pack(1, 1, 2, 1, one, new double[][] {{1}, {1}}, new double[2][1], 0);
    assertThatThrownBy(
            () -> siren.evaluate(null, new double[][] {{1e300}}, new float[1], new float[1]))
        .isInstanceOf(ArgumentRangeException.class)
        .hasMessageContaining("shift 0 of layer 0");
    assertThatThrownBy(() -> siren.evaluate(null, null, new float[] {Float.NaN}, new float[1]))
        .isInstanceOf(ArgumentRangeException.class)
        .hasMessageContaining("coordinate 0 of point 0");
  }

  @Test
  void wrongSizesSayWhatWasExpected() {
    assertThatThrownBy(
            () ->
                PackedSiren.pack(
                    2, 3, 2, 1, new double[1], new double[][] {{1}, {1}}, new double[2][1], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights of layer 0: expected 6 entries, found 1");
  }

  /** Digest of a plain, a shifted and a scaled field on fixed seeds. */
  private static String fixedFields() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int seed = 100; seed < 106; seed++) {
      float[] values = RandomSiren.draw(seed).evaluate();
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
