package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Sparse Connectivity Learning (Tang et al., "Automatic sparse connectivity learning for neural
 * networks"): a trainable mask variable per weight, the weight being there while it is positive.
 * Its gradient passes straight through the step, so that pruned weights can return with the value
 * they had; it is normalised per row, and one price of a connection pulls on all of them. The
 * density is what the price makes it.
 *
 * <p>A reconstruction: only the paper's abstract was at hand. The normalisation, the schedule and
 * the vote are ours: variables chatter around zero, so masks are frozen by a running majority over
 * the last steps and not as they happen to stand. No number of the paper is claimed. Immutable,
 * thread-safe.
 */
public final class ConnectivityLearning implements SparsityMethod {

  private static final String VARIABLE = "scl.variable.";
  private static final String VOTE = "scl.vote.";
  private static final double TINY = 1e-30;

  private final Settings settings;

  /** What a row of mask gradients is divided by. */
  public enum Normalisation {
    /** Nothing. */
    NONE,
    /** Its Euclidean norm. */
    L2,
    /** Its root mean square. */
    RMS
  }

  /**
   * Prices and rates.
   *
   * @param price of a connection, the paper's lambda, against normalised gradients
   * @param rate of the mask variables, falling linearly to 0 at the freeze
   * @param initial value of the mask variables, positive
   * @param normalisation of mask gradients per row
   * @param freeze share of the course after which masks stay, in (0, 1]
   * @param votes steps over which the majority is taken, at least 1
   */
  public record Settings(
      double price,
      double rate,
      double initial,
      Normalisation normalisation,
      double freeze,
      int votes) {

    /** Validates the settings. */
    public Settings {
      Objects.requireNonNull(normalisation, "normalisation");
      require("price", price, price >= 0 && price < Double.POSITIVE_INFINITY, "[0, inf)");
      require("rate", rate, rate > 0 && rate < Double.POSITIVE_INFINITY, "(0, inf)");
      require("initial", initial, initial > 0 && initial < Double.POSITIVE_INFINITY, "(0, inf)");
      require("freeze", freeze, freeze > 0 && freeze <= 1, "(0, 1]");
      require("votes", votes, votes >= 1, "[1, inf)");
    }

    private static void require(String key, double value, boolean holds, String range) {
      if (!holds) {
        throw new IllegalArgumentException(key + " = " + value + " must be in " + range);
      }
    }
  }

  /** The method with the given settings. */
  public ConnectivityLearning(Settings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    Map<String, double[]> memory = new TreeMap<>();
    for (NamedTensor tensor : start.sparsifiable()) {
      double[] variable = new double[tensor.size()];
      Arrays.fill(variable, settings.initial());
      double[] vote = new double[tensor.size()];
      Arrays.fill(vote, 1);
      memory.put(VARIABLE + tensor.name(), variable);
      memory.put(VOTE + tensor.name(), vote);
    }
    return start.withMemory(memory);
  }

  @Override
  public WeightTransform transform(SparseState state, OuterClock clock) {
    return gates(state);
  }

  @Override
  public WeightTransform evaluation(SparseState state) {
    return gates(state);
  }

  @Override
  public Masks support(SparseState state) {
    return gates(state).open();
  }

  private static GateTransform gates(SparseState state) {
    Map<String, NamedTensor> tensors = new TreeMap<>();
    Map<String, double[]> gates = new TreeMap<>();
    Map<String, double[]> slopes = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      double[] variable = state.remembered(VARIABLE + tensor.name());
      double[] ones = new double[variable.length];
      Arrays.fill(ones, 1);
      tensors.put(tensor.name(), tensor);
      gates.put(tensor.name(), Arrays.stream(variable).map(m -> m > 0 ? 1 : 0).toArray());
      slopes.put(tensor.name(), ones);
    }
    return new GateTransform(GateGranularity.ENTRIES, tensors, gates, slopes);
  }

  @Override
  public SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock) {
    SparseState held = held(prepared, stepped);
    long freeze = Math.max(1, clock.stepAt(settings.freeze()));
    if (clock.step() >= freeze) {
      return held;
    }
    boolean last = clock.step() == freeze - 1;
    double rate = settings.rate() * (1 - clock.step() / (double) freeze);
    Map<String, double[]> memory = new TreeMap<>(held.memory());
    for (NamedTensor tensor : held.sparsifiable()) {
      double[] gradient =
          normalised(gradients.auxiliaryOf(tensor.name()), tensor, settings.normalisation());
      double[] variable = memory.get(VARIABLE + tensor.name()).clone();
      double[] vote = memory.get(VOTE + tensor.name()).clone();
      for (int i = 0; i < variable.length; i++) {
        variable[i] -= rate * (gradient[i] + settings.price());
        vote[i] += ((variable[i] > 0 ? 1 : 0) - vote[i]) / settings.votes();
        if (last) {
          variable[i] = vote[i] > 0.5 ? settings.initial() : -settings.initial();
        }
      }
      memory.put(VARIABLE + tensor.name(), variable);
      memory.put(VOTE + tensor.name(), vote);
    }
    return held.withMemory(memory);
  }

  /** Pruned weights keep the values they had, whatever momentum did, and lose their momentum. */
  private SparseState held(SparseState prepared, SparseState stepped) {
    Masks masks = support(prepared);
    SparseState held = stepped;
    Map<String, double[]> values = new TreeMap<>(stepped.values());
    for (NamedTensor tensor : stepped.sparsifiable()) {
      String name = tensor.name();
      double[] mask = masks.of(name);
      double[] before = prepared.value(name);
      double[] value = stepped.value(name).clone();
      for (int i = 0; i < value.length; i++) {
        value[i] = mask[i] == 0 ? before[i] : value[i];
      }
      values.put(name, value);
      held = held.mapSlots(name, slot -> masks.masked(name, slot));
    }
    return held.withValues(values);
  }

  /** Gradients of mask variables divided by the size of their row; a row of zeros stays. */
  static double[] normalised(double[] gradient, NamedTensor tensor, Normalisation by) {
    double[] normalised = gradient.clone();
    int columns = tensor.fanIn();
    for (int row = 0; by != Normalisation.NONE && row < tensor.fanOut(); row++) {
      double squares = 0;
      for (int j = row * columns; j < (row + 1) * columns; j++) {
        squares += gradient[j] * gradient[j];
      }
      double size = Math.sqrt(by == Normalisation.RMS ? squares / columns : squares);
      for (int j = row * columns; j < (row + 1) * columns; j++) {
        normalised[j] = gradient[j] / (size + TINY);
      }
    }
    return normalised;
  }
}
