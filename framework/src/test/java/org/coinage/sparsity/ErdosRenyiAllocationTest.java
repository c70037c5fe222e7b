package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErdosRenyiAllocationTest {

  private static List<NamedTensor> siren(int... widths) {
    List<NamedTensor> tensors = new ArrayList<>();
    for (int l = 0; l + 1 < widths.length; l++) {
      tensors.add(
          new NamedTensor("w" + l, widths[l + 1], widths[l], NamedTensor.Role.WEIGHT, l, true));
    }
    return tensors;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.9, 0.95})
  void densitiesOfASirenAreThoseOfTheReference(double sparsity) throws IOException {
    JsonNode oracle = Oracles.read("oracles.json", "erk_siren").path(Double.toString(sparsity));
    List<NamedTensor> tensors = siren(2, 256, 256, 256, 256, 3);
    assertThat(new ErdosRenyiAllocation().densities(tensors, sparsity))
        .containsExactly(Oracles.numbers(oracle.path("density")), within(1e-12));
    int[] keep = new ErdosRenyiAllocation().keep(tensors, sparsity);
    double[] nnz = Oracles.numbers(oracle.path("nnz"));
    for (int i = 0; i < keep.length; i++) {
      // The reference rounds each layer down; here the remainder is handed out.
      assertThat((double) keep[i]).isBetween(nnz[i], nnz[i] + 1);
    }
  }

  /** Making one layer dense makes another overflow or not: the factor is found again each time. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8})
  void layersThatOverflowAreDenseAndTheRestMakesUpForThem(double sparsity) throws IOException {
    double[] oracle =
        Oracles.numbers(Oracles.read("oracles.json", "erk_small").path(Double.toString(sparsity)));
    assertThat(new ErdosRenyiAllocation().densities(siren(2, 32, 32, 32, 3), sparsity))
        .containsExactly(oracle, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.77, 0.9, 0.98, 0.999})
  void everyAllocationKeepsTheSameNumber(double sparsity) {
    List<NamedTensor> tensors = siren(2, 33, 17, 40, 3);
    int[] uniform = new UniformAllocation().keep(tensors, sparsity);
    int[] kernel = new ErdosRenyiAllocation().keep(tensors, sparsity);
    assertThat(Arrays.stream(kernel).sum()).isEqualTo(Arrays.stream(uniform).sum());
    for (int i = 0; i < kernel.length; i++) {
      assertThat(kernel[i]).isBetween(0, tensors.get(i).size());
    }
  }

  @Test
  void withoutSparsityNothingIsPruned() {
    assertThat(new ErdosRenyiAllocation().keep(siren(2, 8, 3), 0)).containsExactly(16, 24);
  }
}
