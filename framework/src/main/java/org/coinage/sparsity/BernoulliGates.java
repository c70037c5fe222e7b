package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Bernoulli variables on units or code dimensions, after Guenter and Sideris ("Robust learning of
 * parsimonious deep neural networks"): a unit is there with probability theta; the expected loss is
 * multilinear in the thetas, so every optimum has zeros and ones, and the flattening hyper-prior
 * makes the price of a unit linear in theta.
 *
 * <p>A reconstruction: only the paper's abstract was at hand. Objective and hyper-prior are derived
 * from its claims, the first-order gradient (that of the drawn network by the drawn variable) and
 * the rule by which units are removed are ours. No number of the paper is claimed. Immutable,
 * thread-safe.
 */
public final class BernoulliGates implements SparsityMethod {

  private static final String THETA = "theta.";
  private static final String IDLE = "idle.";

  private final Settings settings;

  /**
   * Prices and rates.
   *
   * @param granularity what a variable opens; columns in the paper
   * @param initial probability at the start, in (0, 1]
   * @param price loss that a unit is worth, the paper's ln gamma
   * @param rate of gradient descent on the probabilities
   * @param weightDecay lambda of {@code lambda / 2 |W|^2} on the gated tensors
   * @param warmup share of the course with fixed probabilities, in [0, 1)
   * @param threshold a unit is idle while its probability is below, in (0, 0.5)
   * @param patience steps after which an idle unit is removed for good, at least 1
   */
  public record Settings(
      GateGranularity granularity,
      double initial,
      double price,
      double rate,
      double weightDecay,
      double warmup,
      double threshold,
      int patience) {

    /** Validates the settings. */
    public Settings {
      Objects.requireNonNull(granularity, "granularity");
      require("initial", initial, initial > 0 && initial <= 1, "(0, 1]");
      require("price", price, price >= 0 && price < Double.POSITIVE_INFINITY, "[0, inf)");
      require("rate", rate, rate > 0 && rate < Double.POSITIVE_INFINITY, "(0, inf)");
      require("weightDecay", weightDecay, weightDecay >= 0 && weightDecay <= 1, "[0, 1]");
      require("warmup", warmup, warmup >= 0 && warmup < 1, "[0, 1)");
      require("threshold", threshold, threshold > 0 && threshold < 0.5, "(0, 0.5)");
      require("patience", patience, patience >= 1, "[1, inf)");
    }

    private static void require(String key, double value, boolean holds, String range) {
      if (!holds) {
        throw new IllegalArgumentException(key + " = " + value + " must be in " + range);
      }
    }
  }

  /** Variables with the given settings. */
  public BernoulliGates(Settings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    Map<String, double[]> memory = new TreeMap<>();
    for (NamedTensor tensor : start.sparsifiable()) {
      double[] theta = new double[settings.granularity().gates(tensor)];
      Arrays.fill(theta, settings.initial());
      memory.put(THETA + tensor.name(), theta);
      memory.put(IDLE + tensor.name(), new double[theta.length]);
    }
    return start.withMemory(memory);
  }

  @Override
  public WeightTransform transform(SparseState state, OuterClock clock) {
    Map<String, double[]> drawn = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      RandomGenerator random = clock.random().child(tensor.name()).generator();
      drawn.put(
          tensor.name(),
          Arrays.stream(state.remembered(THETA + tensor.name()))
              .map(theta -> random.nextDouble() < theta ? 1 : 0)
              .toArray());
    }
    return gates(state, drawn);
  }

  @Override
  public WeightTransform evaluation(SparseState state) {
    return gates(state, likely(state));
  }

  @Override
  public Masks support(SparseState state) {
    return gates(state, likely(state)).open();
  }

  private static Map<String, double[]> likely(SparseState state) {
    Map<String, double[]> likely = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      likely.put(
          tensor.name(),
          Arrays.stream(state.remembered(THETA + tensor.name()))
              .map(theta -> theta >= 0.5 ? 1 : 0)
              .toArray());
    }
    return likely;
  }

  /** The derivative by a drawn variable stands in for that by its probability. */
  private GateTransform gates(SparseState state, Map<String, double[]> gates) {
    Map<String, NamedTensor> tensors = new TreeMap<>();
    Map<String, double[]> slopes = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      double[] ones = new double[gates.get(tensor.name()).length];
      Arrays.fill(ones, 1);
      tensors.put(tensor.name(), tensor);
      slopes.put(tensor.name(), ones);
    }
    return new GateTransform(settings.granularity(), tensors, gates, slopes);
  }

  @Override
  public Map<String, double[]> penalty(SparseState state, OuterClock clock) {
    Map<String, double[]> decay = new TreeMap<>();
    if (settings.weightDecay() > 0) {
      for (NamedTensor tensor : state.sparsifiable()) {
        decay.put(
            tensor.name(),
            Arrays.stream(state.value(tensor.name()))
                .map(w -> settings.weightDecay() * w)
                .toArray());
      }
    }
    return decay;
  }

  @Override
  public SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock) {
    if (clock.step() < clock.stepAt(settings.warmup())) {
      return stepped;
    }
    Map<String, double[]> memory = new TreeMap<>(stepped.memory());
    for (NamedTensor tensor : stepped.sparsifiable()) {
      double[] theta = memory.get(THETA + tensor.name()).clone();
      double[] idle = memory.get(IDLE + tensor.name()).clone();
      double[] gradient = gradients.auxiliaryOf(tensor.name());
      for (int i = 0; i < theta.length; i++) {
        boolean removed = idle[i] >= settings.patience();
        double moved = theta[i] - settings.rate() * (gradient[i] + settings.price());
        theta[i] = removed ? 0 : Math.max(0, Math.min(1, moved));
        idle[i] = removed ? idle[i] : theta[i] < settings.threshold() ? idle[i] + 1 : 0;
      }
      memory.put(THETA + tensor.name(), theta);
      memory.put(IDLE + tensor.name(), idle);
    }
    return stepped.withMemory(memory);
  }
}
