package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StaticRandomMaskTest extends SparsityMethodContract {

  @Override
  SparsityMethod method() {
    return new StaticRandomMask(0.7, new UniformAllocation(), false);
  }

  @Override
  long keptAfter(OuterClock clock) {
    return (64 - 44) + (80 - 56);
  }

  /** Evci et al., AAAI 2022, equation 2: variances by the inputs that are left. */
  @Test
  void whatIsLeftIsEnlargedOnRequestToKeepTheVarianceOfSums() {
    var method = new StaticRandomMask(0.7, new UniformAllocation(), true);
    SparseState plain = begun();
    SparseState enlarged = method.begin(ToyNetwork.fresh(1), ToyNetwork.clock(0, STEPS));
    assertThat(method.support(enlarged)).isEqualTo(method().support(plain));
    for (var tensor : Map.of("hidden.weight", 64 / 20.0, "map.weight", 80 / 24.0).entrySet()) {
      double[] left = plain.value(tensor.getKey());
      double[] found = enlarged.value(tensor.getKey());
      for (int i = 0; i < left.length; i++) {
        assertThat(found[i]).isEqualTo(Math.sqrt(tensor.getValue()) * left[i]);
      }
    }
    assertThat(enlarged.value("first.weight")).isEqualTo(plain.value("first.weight"));
  }

  @Test
  void theMaskIsDrawnOnceAndFromTheSeed() {
    Masks masks = method().support(begun());
    for (SparseState state : course()) {
      assertThat(method().support(state)).isEqualTo(masks);
    }
    Masks other = method().support(method().begin(ToyNetwork.fresh(1), ToyNetwork.clock(1, STEPS)));
    assertThat(other.of("map.weight")).isNotEqualTo(masks.of("map.weight"));
  }
}
