package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class DeadUnitsTest {

  @Test
  void foldingTheUnitOfTheReferenceChangesNothing() throws IOException {
    JsonNode oracle = Oracles.read("oracles2.json", "fold");
    double[][] weights = {rows(oracle.path("W1")), rows(oracle.path("W2"))};
    double[][] biases = {Oracles.numbers(oracle.path("b1")), Oracles.numbers(oracle.path("b2"))};
    double[] frequencies = {FREQUENCY};

    assertThat(DeadUnits.fold(weights, biases, frequencies, DeadUnits.Modulation.none()))
        .isEqualTo(1);

    for (int i = 0; i < 3; i++) {
      double[] out =
          evaluate(weights, biases, frequencies, Oracles.numbers(oracle.path("X").path(i)), null);
      assertThat(out).containsExactly(Oracles.numbers(oracle.path("out").path(i)), within(1e-12));
    }
    assertThat(weights[1][1]).isZero();
    assertThat(weights[1][5]).isZero();
    assertThat(weights[1][9]).isZero();
  }

  private static final double FREQUENCY = 30;

  private static double[] rows(JsonNode matrix) {
    return StreamSupport.stream(matrix.spliterator(), false)
        .map(Oracles::numbers)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** Unit 1 of the first layer is dead; unit 0 of the second only has it for an input. */
  private static double[][] cascade() {
    double[] first = {0.4, -0.7, 0, 0, 0.9, 0.2};
    double[] second = {0, 0.8, 0, 0.5, -0.6, 0.3, -0.2, 0.7, 0.1};
    double[] last = {0.3, -0.4, 0.6};
    return new double[][] {first, second, last};
  }

  private static double[][] biases() {
    return new double[][] {{0.1, 0.2, -0.3}, {0.4, -0.1, 0.05}, {0.5}};
  }

  @Test
  void aFoldedUnitLeavesTheNextOneWithoutInputs() {
    double[] frequencies = {30, 30};
    double[][] weights = cascade();
    double[][] biases = biases();
    assertThat(DeadUnits.fold(weights, biases, frequencies, DeadUnits.Modulation.none()))
        .isEqualTo(2);
    double[] x = {0.3, -0.8};
    assertThat(evaluate(weights, biases, frequencies, x, null))
        .containsExactly(evaluate(cascade(), biases(), frequencies, x, null), within(1e-12));
    assertThat(weights[2][0]).isZero();
  }

  /** The code moves the shift of unit 0 in the second layer; that of unit 1 below is constant. */
  @Test
  void aUnitThatACodeMovesStaysAndAConstantShiftIsFolded() {
    double[] frequencies = {30, 30};
    double[][] weights = cascade();
    double[][] biases = biases();
    DeadUnits.Modulation modulation =
        (layer, unit, bias) ->
            layer == 1 && unit == 0 ? OptionalDouble.empty() : OptionalDouble.of(bias + SHIFT);
    assertThat(DeadUnits.fold(weights, biases, frequencies, modulation)).isEqualTo(1);
    assertThat(weights[2][0]).isEqualTo(0.3);
    var random = SeedTree.root(1).generator();
    for (int signal = 0; signal < 5; signal++) {
      double[][] shifts = {{SHIFT, SHIFT, SHIFT}, {random.nextDouble(), SHIFT, SHIFT}};
      double[] x = {random.nextDouble(), random.nextDouble()};
      assertThat(evaluate(weights, biases, frequencies, x, shifts))
          .containsExactly(evaluate(cascade(), biases(), frequencies, x, shifts), within(1e-12));
    }
  }

  private static final double SHIFT = 0.07;

  @Test
  void deletingWithoutFoldingWouldNotDo() {
    double[][] weights = cascade();
    for (int row = 0; row < 3; row++) {
      weights[1][3 * row + 1] = 0;
    }
    double[] x = {0.3, -0.8};
    double[] frequencies = {30, 30};
    assertThat(evaluate(weights, biases(), frequencies, x, null)[0])
        .isNotCloseTo(evaluate(cascade(), biases(), frequencies, x, null)[0], within(1e-2));
  }

  /** A gate after the sine of unit 1 of the second layer is closed; unit 2 below fed only that. */
  @Test
  void whatGoesIntoAUnitThatNothingGoesOutOfIsCleared() {
    double[][] weights = cascade();
    weights[2][1] = 0;
    weights[1][2] = 0;
    weights[1][8] = 0;
    double[] frequencies = {30, 30};
    double[] x = {0.3, -0.8};
    double[] before = evaluate(weights, biases(), frequencies, x, null);
    double[][] biases = biases();

    List<BitSet> unused = DeadUnits.clearUnused(weights, biases);

    assertThat(unused.get(0).stream()).containsExactly(2);
    assertThat(unused.get(1).stream()).containsExactly(1);
    assertThat(Arrays.copyOfRange(weights[1], 3, 6)).containsOnly(0);
    assertThat(Arrays.copyOfRange(weights[0], 4, 6)).containsOnly(0);
    assertThat(biases[1][1]).isZero();
    assertThat(biases[0][2]).isZero();
    assertThat(evaluate(weights, biases, frequencies, x, null)).containsExactly(before);
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () ->
                DeadUnits.fold(cascade(), biases(), new double[] {30}, DeadUnits.Modulation.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 3 and 1");
  }

  private static double[] evaluate(
      double[][] weights, double[][] biases, double[] frequencies, double[] x, double[][] shifts) {
    double[] h = x;
    for (int l = 0; l < weights.length; l++) {
      double[] next = biases[l].clone();
      for (int row = 0; row < next.length; row++) {
        next[row] += shifts != null && l < shifts.length ? shifts[l][row] : 0;
        for (int j = 0; j < h.length; j++) {
          next[row] += weights[l][row * h.length + j] * h[j];
        }
        next[row] = l < frequencies.length ? Math.sin(frequencies[l] * next[row]) : next[row];
      }
      h = next;
    }
    return h;
  }
}
