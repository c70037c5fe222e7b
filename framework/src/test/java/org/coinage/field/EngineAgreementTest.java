package org.coinage.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.coinage.field.FieldEngine.TangentGradient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engines agree on fields of any shape: one to fifteen sine layers, one to four coordinates and
 * channels, points that do not fill a panel, dense and sparse. The reference computes in binary64;
 * the bound is what binary32 and this many layers leave.
 */
class EngineAgreementTest {

  private static final double TOLERANCE = 2e-4;

  private static FieldEngine fast;
  private static FieldEngine reference;

  @BeforeAll
  static void open() {
    fast = FieldEngines.best(Precision.FLOAT);
    reference = FieldEngines.named("reference", Precision.DOUBLE);
  }

  @AfterAll
  static void close() {
    fast.close();
    reference.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void gradientsAndTheirDerivativesAgree(long seed) {
    RandomField field = RandomField.any(seed);
    SirenArchitecture shape = field.architecture();
    assertClose(
        shape,
        reference.evaluate(shape, field.psi(), field.signal().coordinates()),
        fast.evaluate(shape, field.psi(), field.signal().coordinates()));
    agree(field, EnumSet.allOf(FieldPart.class), field.direction(seed, true, true, true));
    agree(
        field,
        EnumSet.of(FieldPart.WEIGHTS, FieldPart.SHIFTS),
        field.direction(seed, false, false, true));
  }

  /** Widths whose rows are skewed and whose panels are high. */
  @ParameterizedTest
  @ValueSource(ints = {128, 250, 256, 512})
  void wideLayersAgree(int width) {
    RandomField field = RandomField.wide(width);
    agree(
        field,
        EnumSet.of(FieldPart.WEIGHTS, FieldPart.SHIFTS),
        field.direction(1, false, false, true));
  }

  private static void agree(RandomField field, Set<FieldPart> wanted, FieldTensors direction) {
    SirenArchitecture shape = field.architecture();
    assertClose(
        shape,
        reference.gradient(shape, field.psi(), field.signal(), wanted).gradient(),
        fast.gradient(shape, field.psi(), field.signal(), wanted).gradient());
    TangentGradient expected =
        reference.tangentGradient(shape, field.psi(), direction, field.signal(), wanted);
    TangentGradient found =
        fast.tangentGradient(shape, field.psi(), direction, field.signal(), wanted);
    assertClose(shape, expected.gradient(), found.gradient());
    assertClose(shape, expected.derivative(), found.derivative());
  }

  private static void assertClose(
      SirenArchitecture shape, FieldTensors expected, FieldTensors found) {
    var tensors = FieldVector.tensors(found);
    var oracles = FieldVector.tensors(expected);
    assertThat(tensors).hasSameSizeAs(oracles);
    for (int t = 0; t < tensors.size(); t++) {
      assertClose(shape, oracles.get(t), tensors.get(t));
    }
  }

  private static void assertClose(SirenArchitecture shape, double[] expected, double[] found) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(found)
        .as("%s", shape)
        .containsExactly(expected, Offset.offset(TOLERANCE * largest + 1e-30));
  }
}
