package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaticRandomMaskTest extends SparsityMethodContract {

  @Override
  SparsityMethod method() {
    return new StaticRandomMask(0.7, new UniformAllocation());
  }

  @Override
  long keptAfter(OuterClock clock) {
    return (64 - 44) + (80 - 56);
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
