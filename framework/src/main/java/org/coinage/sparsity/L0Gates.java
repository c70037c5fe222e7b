package org.coinage.sparsity;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * L0 regularisation by hard concrete gates: at a fixed price (Louizos, Welling, Kingma, ICLR 2018),
 * or under a bound on the size (Gallego-Posada et al., NeurIPS 2022; for implicit networks L0onie,
 * Ramirez and Gallego-Posada 2022). Gates are drawn once a step, or are their medians throughout,
 * as in L0onie; they have an optimizer of their own. Multiplier and gates move at the same time,
 * the multiplier by the violation before the step. Latent weights behind closed gates are kept, but
 * for what the optimizer's momentum still moves.
 *
 * <p>Expected and final counts differ: neither is exact, both are reported by {@link #census}.
 * Immutable, thread-safe.
 */
public final class L0Gates implements SparsityMethod {

  private static final String GATE = "gate.";
  private static final String UPDATES = "updates";
  private static final String DUAL = "dual";
  private static final double INITIAL_DEVIATION = 0.01;

  private final HardConcreteGate gate;
  private final Settings settings;
  private final SizePressure pressure;

  /**
   * How gates begin and move.
   *
   * @param granularity what a gate opens
   * @param sampled whether gates are drawn in training; their medians otherwise
   * @param dropRate initial {@code 1 - alpha / (1 + alpha)}, in (0, 1); 0.5 gives gates of one half
   * @param rate learning rate of log alpha under Adam
   */
  public record Settings(
      GateGranularity granularity, boolean sampled, double dropRate, double rate) {

    /** Validates the settings. */
    public Settings {
      Objects.requireNonNull(granularity, "granularity");
      if (!(dropRate > 0 && dropRate < 1)) {
        throw new IllegalArgumentException("dropRate = " + dropRate + " must be in (0, 1)");
      }
      AuxiliaryAdam unused = new AuxiliaryAdam(rate);
    }
  }

  /** Gates under a pressure. */
  public L0Gates(HardConcreteGate gate, Settings settings, SizePressure pressure) {
    this.gate = Objects.requireNonNull(gate, "gate");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.pressure = Objects.requireNonNull(pressure, "pressure");
  }

  /** Weights are divided by their initial gates, so that the network starts as it was. */
  @Override
  public SparseState begin(SparseState start, OuterClock clock) {
    double middle = gate.clamped(StrictMath.log((1 - settings.dropRate()) / settings.dropRate()));
    double initial = gate.median(middle);
    Map<String, double[]> memory = new TreeMap<>();
    Map<String, double[]> values = new TreeMap<>(start.values());
    for (NamedTensor tensor : start.sparsifiable()) {
      RandomGenerator random = clock.random().child(tensor.name()).generator();
      double[] logAlpha = new double[settings.granularity().gates(tensor)];
      Arrays.setAll(logAlpha, i -> middle + INITIAL_DEVIATION * random.nextGaussian());
      memory.put(GATE + tensor.name(), logAlpha);
      values.computeIfPresent(
          tensor.name(),
          (name, value) -> Arrays.stream(value).map(w -> initial > 0 ? w / initial : w).toArray());
    }
    memory.put(UPDATES, new double[1]);
    memory.put(DUAL, DualAscent.start());
    return start.withValues(values).withMemory(memory);
  }

  @Override
  public WeightTransform transform(SparseState state, OuterClock clock) {
    if (!settings.sampled()) {
      return evaluation(state);
    }
    Map<String, double[]> gates = new TreeMap<>();
    Map<String, double[]> slopes = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      RandomGenerator random = clock.random().child(tensor.name()).generator();
      double[] logAlpha = state.remembered(GATE + tensor.name());
      double[] drawn = new double[logAlpha.length];
      double[] slope = new double[logAlpha.length];
      for (int i = 0; i < drawn.length; i++) {
        double uniform = random.nextDouble();
        drawn[i] = gate.drawn(logAlpha[i], uniform);
        slope[i] = gate.drawnSlope(logAlpha[i], uniform);
      }
      gates.put(tensor.name(), drawn);
      slopes.put(tensor.name(), slope);
    }
    return new GateTransform(settings.granularity(), byName(state), gates, slopes);
  }

  @Override
  public WeightTransform evaluation(SparseState state) {
    return medians(state);
  }

  /** A closed median has slope zero: neither its weight nor its gate moves by a gradient. */
  @Override
  public boolean needsPrunedGradients(OuterClock clock) {
    return settings.sampled();
  }

  private GateTransform medians(SparseState state) {
    return new GateTransform(
        settings.granularity(),
        byName(state),
        mapped(state, gate::median),
        mapped(state, gate::medianSlope));
  }

  @Override
  public Masks support(SparseState state) {
    return medians(state).open();
  }

  private Map<String, double[]> mapped(SparseState state, DoubleUnaryOperator function) {
    Map<String, double[]> mapped = new TreeMap<>();
    for (NamedTensor tensor : state.sparsifiable()) {
      mapped.put(
          tensor.name(),
          Arrays.stream(state.remembered(GATE + tensor.name())).map(function).toArray());
    }
    return mapped;
  }

  private static Map<String, NamedTensor> byName(SparseState state) {
    Map<String, NamedTensor> tensors = new TreeMap<>();
    state.sparsifiable().forEach(tensor -> tensors.put(tensor.name(), tensor));
    return tensors;
  }

  /** The size of the network in a state. */
  public GateCensus census(SparseState state) {
    long weights = 0;
    double expected = 0;
    long kept = 0;
    double maskBits = 0;
    for (NamedTensor tensor : state.sparsifiable()) {
      double[] logAlpha = state.remembered(GATE + tensor.name());
      int group = settings.granularity().groupSize(tensor);
      long open = Arrays.stream(logAlpha).filter(a -> gate.median(a) > 0).count();
      weights += tensor.size();
      expected += group * Arrays.stream(logAlpha).map(gate::open).sum();
      kept += group * open;
      maskBits += MaskBits.of(open, logAlpha.length);
    }
    return new GateCensus(weights, expected, kept, maskBits);
  }

  /** The price of the whole expected density in a state: the penalty, or the multiplier. */
  public double price(SparseState state) {
    return pressure instanceof SizePressure.Penalty penalty
        ? penalty.price()
        : DualAscent.multiplier(state.remembered(DUAL));
  }

  @Override
  public SparseState after(
      SparseState prepared, SparseState stepped, OuterGradients gradients, OuterClock clock) {
    GateCensus before = census(prepared);
    double perWeight = price(prepared) / before.weights();
    int updates = 1 + (int) prepared.remembered(UPDATES)[0];
    Map<String, double[]> memory = new TreeMap<>(stepped.memory());
    for (NamedTensor tensor : stepped.sparsifiable()) {
      String name = GATE + tensor.name();
      double[] logAlpha = memory.get(name);
      double[] gradient = gradients.auxiliaryOf(tensor.name()).clone();
      double perGate = perWeight * settings.granularity().groupSize(tensor);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += perGate * gate.openSlope(logAlpha[i]);
      }
      new AuxiliaryAdam(settings.rate()).step(memory, name, gradient, updates);
      memory.put(name, Arrays.stream(memory.get(name)).map(gate::clamped).toArray());
    }
    memory.put(UPDATES, new double[] {updates});
    if (pressure instanceof SizePressure.Constrained bound) {
      memory.put(DUAL, bound.ascent().next(memory.get(DUAL), bound.constraint().violation(before)));
    }
    return stepped.withMemory(memory);
  }
}
