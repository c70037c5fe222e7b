package org.coinage.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coinage.kernel.SeedTree;
import org.junit.jupiter.api.Test;

class BernoulliGatesTest extends SparsityMethodContract {

  @Override
  SparsityMethod method() {
    return gates(2, 0.02);
  }

  private static BernoulliGates gates(double price, double rate) {
    return new BernoulliGates(
        new BernoulliGates.Settings(
            GateGranularity.COLUMNS, 0.9, price, rate, 1e-3, 0.05, 0.01, 5));
  }

  @Override
  long keptAfter(OuterClock clock) {
    return -1;
  }

  @Override
  boolean zeroesLatentValues() {
    return false;
  }

  @Test
  void removedUnitsStayRemoved() {
    List<SparseState> course = course();
    for (int t = 20; t < STEPS; t++) {
      double[] idle = course.get(t - 1).remembered("idle.map.weight");
      double[] theta = course.get(t).remembered("theta.map.weight");
      for (int i = 0; i < idle.length; i++) {
        if (idle[i] >= 5) {
          assertThat(theta[i]).isZero();
        }
      }
    }
  }

  @Test
  void probabilitiesRestInTheWarmUp() {
    assertThat(course().get(5).remembered("theta.map.weight")).containsOnly(0.9);
  }

  /** L = (1 - a xi_1 - b xi_2)^2 / 2, as two columns of one row. */
  @Test
  void firstOrderGradientsAverageToThoseOfTheExpectedLoss() throws IOException {
    JsonNode oracle = Oracles.read("oracles.json", "bernoulli_two_units");
    double[] w = {oracle.path("a").asDouble(), oracle.path("b").asDouble()};
    double[] expected = Oracles.numbers(oracle.path("grad_at_half"));
    double[] mean = new double[2];
    NamedTensor tensor = new NamedTensor("w", 1, 2, NamedTensor.Role.WEIGHT, 0, true);
    for (int corner = 0; corner < 4; corner++) {
      double[] xi = {corner & 1, corner >> 1};
      double residual = 1 - w[0] * xi[0] - w[1] * xi[1];
      var transform =
          new GateTransform(
              GateGranularity.COLUMNS,
              Map.of("w", tensor),
              Map.of("w", xi),
              Map.of("w", new double[] {1, 1}));
      double[] pulled = transform.pullback("w", w, new double[] {-residual, -residual}).auxiliary();
      mean[0] += pulled[0] / 4;
      mean[1] += pulled[1] / 4;
    }
    assertThat(mean).containsExactly(expected, within(1e-12));
  }

  /** With a price between what the two are worth, one dies and one survives, from any start. */
  @Test
  void theUnitWorthLessThanThePriceDiesAndTheOtherSurvives() {
    NamedTensor tensor = new NamedTensor("w", 1, 2, NamedTensor.Role.WEIGHT, 0, true);
    double[] w = {1, 0.1};
    for (double initial : new double[] {0.5, 0.75, 1}) {
      BernoulliGates method =
          new BernoulliGates(
              new BernoulliGates.Settings(
                  GateGranularity.COLUMNS, initial, 0.15, 0.02, 0, 0, 0.01, 5));
      SparseState state = method.begin(SparseState.of(List.of(tensor), Map.of("w", w)), clock(0));
      for (int t = 0; t < 1000; t++) {
        WeightTransform transform = method.transform(state, clock(t));
        double[] effective = transform.effective("w", w);
        double residual = 1 - effective[0] - effective[1];
        double[] gradient = {-residual, -residual};
        double[] pulled = transform.pullback("w", w, gradient).auxiliary();
        state =
            method.after(
                state,
                state,
                new OuterGradients(Map.of("w", gradient), Map.of("w", pulled)),
                clock(t));
      }
      assertThat(method.support(state).of("w")).containsExactly(1, 0);
    }
  }

  /** The reference minimises over the hyper-prior's pi; the minimum is linear in theta. */
  @Test
  void thePriceIsTheSlopeOfTheFlattenedHyperPrior() throws IOException {
    NamedTensor tensor = new NamedTensor("w", 1, 1, NamedTensor.Role.WEIGHT, 0, true);
    Map<Double, Map<Double, Double>> costs = new TreeMap<>();
    for (JsonNode entry : Oracles.read("oracles.json", "flattening")) {
      costs
          .computeIfAbsent(entry.path("gamma").asDouble(), gamma -> new TreeMap<>())
          .put(entry.path("theta").asDouble(), entry.path("numeric_min").asDouble());
    }
    assertThat(costs).isNotEmpty();
    costs.forEach(
        (gamma, cost) -> {
          BernoulliGates method =
              new BernoulliGates(
                  new BernoulliGates.Settings(
                      GateGranularity.COLUMNS, 0.9, Math.log(gamma), 0.1, 0, 0, 0.01, 5));
          SparseState state =
              method.begin(
                  SparseState.of(List.of(tensor), Map.of("w", new double[] {1})), clock(0));
          Map<String, double[]> flat = Map.of("w", new double[1]);
          double moved =
              method.after(state, state, new OuterGradients(flat, flat), clock(0))
                  .remembered("theta.w")[0];
          double slope = (cost.get(0.9) - cost.get(0.5)) / 0.4;
          assertThat(moved).isCloseTo(0.9 - 0.1 * slope, within(1e-6));
        });
  }

  private static OuterClock clock(int step) {
    return new OuterClock(step, 1000, SeedTree.root(3).child(step));
  }
}
