package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class L0GatesTest {

  private static final String WEIGHT = "hidden.weight";

  private static L0Gates gates(
      GateGranularity granularity, boolean sampled, SizePressure pressure) {
    return new L0Gates(
        HardConcreteGate.STANDARD, new L0Gates.Settings(granularity, sampled, 0.5, 0.05), pressure);
  }

  abstract static class Contract extends SparsityMethodContract {

    @Override
    long keptAfter(OuterClock clock) {
      return -1;
    }

    @Override
    String auxiliary() {
      return "gate.";
    }

    @Override
    boolean zeroesLatentValues() {
      return false;
    }
  }

  @Nested
  class SampledPerWeightAtAPrice extends Contract {
    @Override
    SparsityMethod method() {
      return gates(GateGranularity.ENTRIES, true, new SizePressure.Penalty(30));
    }
  }

  @Nested
  class DeterministicPerWeightUnderABoundOnTheExpectedSize extends Contract {
    @Override
    SparsityMethod method() {
      return bounded(GateGranularity.ENTRIES);
    }

    @Test
    void theExpectedSizeEndsAtTheBound() {
      assertThat(share(bounded(GateGranularity.ENTRIES), 1000)).isCloseTo(0.3, within(0.03));
    }
  }

  @Nested
  class DeterministicPerColumnUnderABoundOnBits extends Contract {
    @Override
    SparsityMethod method() {
      return gates(
          GateGranularity.COLUMNS,
          false,
          new SizePressure.Constrained(
              new SizeConstraint.MeasuredBits(0.5, 8), DualAscent.controlled(5, 10, 0.5)));
    }

    @Test
    void closedGatesCloseWholeColumns() {
      for (SparseState state : course()) {
        double[] mask = method().support(state).of(WEIGHT);
        for (int i = 8; i < mask.length; i++) {
          assertThat(mask[i]).isEqualTo(mask[i - 8]);
        }
      }
    }

    @Test
    void theMeasuredBitsEndAtOrBelowTheBound() {
      L0Gates method = (L0Gates) method();
      SparseState state = end(method, 1000);
      GateCensus census = method.census(state);
      assertThat(new SizeConstraint.MeasuredBits(0.5, 8).measured(census)).isLessThan(0.6);
      assertThat(census.kept()).isPositive().isEqualTo(method.support(state).kept());
    }
  }

  private static L0Gates bounded(GateGranularity granularity) {
    return gates(
        granularity,
        false,
        new SizePressure.Constrained(
            new SizeConstraint.ExpectedSize(0.3), DualAscent.restarting(2)));
  }

  private static SparseState end(L0Gates method, int steps) {
    SparseState state = method.begin(ToyNetwork.fresh(1), ToyNetwork.clock(0, steps));
    for (int t = 0; t < steps; t++) {
      state = ToyNetwork.step(method, state, ToyNetwork.clock(t, steps));
    }
    return state;
  }

  private static double share(L0Gates method, int steps) {
    GateCensus census = method.census(end(method, steps));
    return census.expected() / census.weights();
  }

  @Test
  void theNetworkStartsAsItWas() {
    SparseState fresh = ToyNetwork.fresh(1);
    L0Gates method = bounded(GateGranularity.COLUMNS);
    SparseState begun = method.begin(fresh, ToyNetwork.clock(0, 10));
    double[] effective = method.evaluation(begun).effective(WEIGHT, begun.value(WEIGHT));
    for (int i = 0; i < effective.length; i++) {
      assertThat(effective[i]).isCloseTo(fresh.value(WEIGHT)[i], within(0.02));
    }
  }

  @Test
  void gatesOfAStepAreDrawnOnceAndFromItsStream() {
    L0Gates method = gates(GateGranularity.ENTRIES, true, new SizePressure.Penalty(1));
    SparseState begun = method.begin(ToyNetwork.fresh(1), ToyNetwork.clock(0, 10));
    double[] first = drawn(method, begun, 0);
    assertThat(drawn(method, begun, 0)).isEqualTo(first);
    assertThat(drawn(method, begun, 1)).isNotEqualTo(first);
  }

  private static double[] drawn(L0Gates method, SparseState state, int step) {
    return method
        .transform(state, ToyNetwork.clock(step, 10))
        .effective(WEIGHT, state.value(WEIGHT));
  }

  /** A higher price leaves fewer weights, but does not say how many. */
  @Test
  void densityFallsWithThePrice() {
    double cheap = share(gates(GateGranularity.ENTRIES, false, new SizePressure.Penalty(1)), 400);
    double dear = share(gates(GateGranularity.ENTRIES, false, new SizePressure.Penalty(100)), 400);
    assertThat(dear).isLessThan(cheap);
  }

  @Test
  void theMultiplierSeesTheViolationBeforeTheStep() {
    NamedTensor tensor = new NamedTensor("w", 1, 2, NamedTensor.Role.WEIGHT, 0, true);
    L0Gates method = bounded(GateGranularity.ENTRIES);
    OuterClock clock = ToyNetwork.clock(0, 10);
    SparseState begun =
        method.begin(SparseState.of(List.of(tensor), Map.of("w", new double[] {1, 2})), clock);
    GateCensus census = method.census(begun);
    SparseState after =
        method.after(
            begun,
            begun,
            new OuterGradients(Map.of("w", new double[2]), Map.of("w", new double[2])),
            clock);
    assertThat(method.price(begun)).isZero();
    assertThat(method.price(after)).isCloseTo(2 * (census.expected() / 2 - 0.3), within(1e-12));
    assertThat(after.remembered("gate.w")).isEqualTo(begun.remembered("gate.w"));
  }
}
